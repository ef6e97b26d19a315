import type { Temporal } from "temporal-polyfill";
import type { Rows } from "@/app/(staff)/source/health-source";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { gridWindow, historyWindow } from "@/lib/facts/grid/grid-window";
import { readShownZones } from "@/lib/facts/grid/read-shown-zones";
import { readTrustAccount, readWindowFacts, type TrustAccount } from "@/lib/facts/grid/read-trust-facts";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import { rangeYearText } from "@/lib/i18n/date-text";
import { createFormats } from "@/lib/i18n/formats";
import { isCalendarDay } from "@/lib/values/calendar-day";
import { intersect, type Window } from "@/lib/values/window";

interface Asked {
  readonly metric:
    | "lastGood"
    | "settledTo"
    | "collected"
    | "spanSpend"
    | "missing"
    | "reconciled"
    | "restated";
  readonly part: string;
  readonly now: Temporal.Instant;
}

/** What stands behind a figure of one client's row, over the days that this figure is counted over. null where there is no such client or span. */
export async function clientRows(tx: StaffTx, page: StaffPage, asked: Asked): Promise<Rows | null> {
  const { t, staff, agency } = page;
  const [slug = "", ...span] = asked.part.split(" ");
  const found = await readTrustAccount(tx, slug);
  const days = found && (await daysCounted(tx, page, asked, found, span));
  if (!found || days === null) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency: found.currency });
  const never = t("report.panel.notRead");
  const { attribution, changedAt } = days.window
    ? await readWindowFacts(tx, found.accountId, days.window)
    : { attribution: [], changedAt: null };
  return [
    [t("today.source.health.client"), found.name],
    [
      t("report.panel.days"),
      days.window ? rangeYearText(staff.locale, days.window.since, days.window.until) : t(days.none),
    ],
    [t("report.panel.zone"), t("report.panel.zoneOf", { zone: found.zone, currency: found.currency })],
    [t("report.panel.attribution"), attribution.join(", ") || "—"],
    [t("today.source.health.mapping"), found.mapping === null ? "—" : `v${found.mapping}`],
    [
      t("report.panel.read"),
      found.read
        ? t("report.panel.readOf", {
            instant: format.instantMinute(found.read.at.toString()),
            run: found.read.runId,
          })
        : never,
    ],
    [
      t("report.panel.lastChange"),
      changedAt ? format.instantMinute(changedAt.toString()) : t("report.panel.noChange"),
    ],
  ];
}

/** Of a token: whose it is, and when Meta last said how long it lives. null where there is no such client. */
export async function tokenRows(tx: StaffTx, page: StaffPage, slug: string): Promise<Rows | null> {
  const { t, staff, agency } = page;
  const found = await readTrustAccount(tx, slug);
  if (!found) return null;
  const format = createFormats({ locale: staff.locale, zone: agency.zone, currency: found.currency });
  return [
    [t("today.source.health.client"), found.name],
    [
      t("report.panel.read"),
      found.tokenReadAt ? format.instantMinute(found.tokenReadAt.toString()) : t("report.panel.notRead"),
    ],
  ];
}

interface DaysCounted {
  readonly window: Window | null;
  /** What is said where there are none. */
  readonly none: "report.panel.notRead" | "today.source.health.noneDue";
}

/** Over which days the figure is counted; null for a span that is none. */
async function daysCounted(
  tx: StaffTx,
  { agency }: StaffPage,
  { metric, now }: Asked,
  { zone, collectFrom, read }: TrustAccount,
  [since = "", until = ""]: readonly string[],
): Promise<DaysCounted | null> {
  const due = { since: collectFrom, until: newestDueDay(zone, now) };
  const dueOf = (window: Window): DaysCounted => ({
    window: due.since <= due.until ? intersect(window, due) : null,
    none: "today.source.health.noneDue",
  });
  switch (metric) {
    case "lastGood":
      return { window: read, none: "report.panel.notRead" };
    case "spanSpend":
      return isCalendarDay(since) && isCalendarDay(until) && since <= until
        ? { window: { since, until }, none: "today.source.health.noneDue" }
        : null;
    case "missing":
      return dueOf(historyWindow(zone, now));
    case "settledTo":
    case "collected":
    case "reconciled":
    case "restated":
      return dueOf(gridWindow(await readShownZones(tx), agency.zone, now));
  }
}
