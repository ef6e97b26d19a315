import { Temporal } from "temporal-polyfill";
import { changesSince, formatsIn } from "@/app/(staff)/reports/checklist/changes-since";
import { reviewItems } from "@/app/(staff)/reports/checklist/review-items";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { changeText } from "@/components/report/account-change-notices";
import { monthTotalText } from "@/components/report/month-total-notice";
import { datesText } from "@/components/report/text-lists";
import type { GlyphName } from "@/components/ui/glyph";
import { createReportKit } from "@/lib/publications/report-kit";
import { isLongUnread, isUnread } from "@/lib/report/last-read";
import type { Blocker } from "@/lib/report/publishing-rules";
import { addMonths, parseCalendarMonth } from "@/lib/values/calendar-month";

/** One line of the checklist; `blocks` stands on red, `look` needs a person's eye, `info` and `clear` are facts. */
export interface ChecklistItem {
  readonly key: string;
  readonly weight: "blocks" | "look" | "unknown" | "info" | "clear";
  readonly title: string;
  readonly details: readonly string[];
  /** Days that can be asked for again; left out where that mends nothing. */
  readonly days?: readonly string[];
  /** Why a month that is out is not what it was: it no longer holds by today's facts, or it prints other figures. */
  readonly since?: "stale" | "figures";
}

export const weightGlyphs: Record<ChecklistItem["weight"], GlyphName> = {
  blocks: "blocked",
  look: "look",
  unknown: "unknown",
  info: "info",
  clear: "clear",
};

type ChecklistInput = Pick<
  ClientMonth,
  "report" | "blockers" | "publication" | "published" | "staff" | "now" | "t"
> &
  Partial<Pick<ClientMonth, "findings" | "monthTotal" | "doubts" | "changedParts">>;

const order = ["blocks", "look", "unknown", "info", "clear"] as const;

/** What the data say about publishing this month, gravest first (product.md, What blocks publishing). In the reader's language. */
export function checklistOf(page: ChecklistInput): ChecklistItem[] {
  const { report, t } = page;
  const kit = createReportKit(report, { documentSha256: null, locale: page.staff.locale });
  const { format } = kit;
  const { days, expected, calendar } = report.coverage;
  // What is out already is blocked by nothing any more; it still needs a look.
  const weight = page.publication ? "look" : "blocks";
  // What a person gave a reason for was known when it went out.
  const stale =
    page.publication && page.publication.overrideReason === null ? ({ since: "stale" } as const) : {};
  const items: ChecklistItem[] = page.blockers.map((blocker) => ({
    ...blockingItem(page, kit, blocker),
    ...{ weight, ...stale },
  }));
  const add = (key: string, weight: ChecklistItem["weight"], title: string, ...details: string[]) =>
    items.push({ key, weight, title, details });

  if (page.publication && page.published) {
    const version = { version: String(page.publication.version) };
    const changes = changesSince(page.published, page, kit);
    const others = otherChanges(page, changes);
    if (changes.length > 0) {
      items.push({
        ...{ key: "changed", weight: "look", since: "figures" },
        ...{ title: t("staff.month.item.changedTitle", version), details: [...changes, ...others] },
      });
    } else if (others.length > 0) {
      add("changed", "look", t("publish.item.changedOtherTitle", version), ...others);
    } else if (isNotRead(page)) {
      const date = format.instantDay(report.observed_at ?? "");
      add(
        "changed",
        "look",
        t("staff.month.item.unreadTitle", { date }),
        t("staff.month.item.unreadDetail", version),
      );
    } else add("changed", "clear", t("staff.month.item.unchangedTitle", version));
  }
  if (report.no_delivery && days > 0) {
    add("delivery", "look", t("staff.month.item.noDeliveryTitle"), t("staff.month.item.noDeliveryDetail"));
  }
  if (report.reconciled === null) {
    add("reconciled", "unknown", t("staff.month.item.unknownTitle"), t("staff.month.item.unknownDetail"));
  }
  if (report.may_change) {
    const late = isUnread(report.may_change);
    add(
      "settled",
      late === "yes" ? "look" : "info",
      t(`staff.month.item.${late === "yes" ? "notReadSinceTitle" : "mayChangeTitle"}`),
      t("staff.month.item.mayChangeDetail", {
        late,
        range: format.range(report.may_change.since, report.window.until),
        date: format.dayYear(report.may_change.until),
      }),
      ...(report.state === "open" ? [] : [t("staff.month.item.mayChangePublishes")]),
    );
  }
  const numbers = { days: String(days), expected: String(expected), calendar: String(calendar) };
  if (report.state === "open" && days > 0 && days === expected) {
    add("covered", "clear", t("staff.month.item.coveredOpenTitle", numbers));
  } else if (days === calendar) {
    add("covered", "clear", t("staff.month.item.coveredTitle", numbers));
  }
  if (report.reconciled) {
    add("reconciled", "clear", t("staff.month.item.reconciledTitle"), t("staff.month.item.reconciledDetail"));
  }
  const previous = { month: format.monthName(addMonths(parseCalendarMonth(report.month), -1)) };
  if (report.figures.total_spend.comparisons.previous.kind === "not_comparable") {
    const why = t("staff.month.item.notComparableDetail");
    add("comparable", "info", t("staff.month.item.notComparableTitle", previous), why);
  } else {
    add("comparable", "clear", t("staff.month.item.comparableTitle", previous));
  }
  items.push(...reviewItems(page, kit));
  return items.toSorted((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

/** What a client would read otherwise and no figure tells: words of ours, settings, or whatever else is in figures and days. */
function otherChanges({ changedParts: parts = [], t }: ChecklistInput, told: readonly string[]): string[] {
  return parts
    .filter((part) => part === "words" || part === "settings" || told.length === 0)
    .map((part) => t(`publish.item.changedOther.${part}`));
}

function isNotRead({ report, now }: Pick<ClientMonth, "report" | "now">): boolean {
  if (report.may_change === null || report.observed_at === null) return false;
  return isLongUnread(Temporal.Instant.from(report.observed_at), now);
}

function blockingItem(
  { report, t }: Pick<ClientMonth, "report" | "t">,
  kit: ReturnType<typeof createReportKit>,
  blocker: Blocker,
): ChecklistItem {
  const { format } = kit;
  const item = (title: string, ...details: string[]): ChecklistItem => ({
    key: blocker.kind,
    weight: "blocks",
    title,
    details,
  });
  switch (blocker.kind) {
    case "open": {
      const date = format.dayYear(`${addMonths(parseCalendarMonth(report.month), 1)}-01`);
      return item(t("staff.month.item.openTitle"), t("staff.month.item.openDetail", { date }));
    }
    case "nothing_collected":
      return item(t("staff.month.item.nothingTitle"), t("staff.month.item.nothingDetail"));
    case "missing":
    case "failed":
      return {
        ...item(
          t(`staff.month.item.${blocker.kind}Title`, { count: blocker.dates.length }),
          t(`staff.month.item.${blocker.kind}Detail`, { dates: datesText(kit, blocker.dates) }),
        ),
        days: blocker.dates,
      };
    case "unreconciled":
      return {
        ...item(
          t("staff.month.item.unreconciledTitle", {
            dates: datesText(kit, blocker.dates),
          }),
          ...report.unreconciled.slice(0, 3).map((difference) => {
            const value = valueOn(kit, difference.date);
            return t("staff.month.item.unreconciledDetail", {
              metric: kit.name(difference.metric),
              campaigns: value(difference.metric, difference.campaigns),
              account: value(difference.metric, difference.account),
            });
          }),
        ),
        days: blocker.dates,
      };
    case "sums_differ":
      return {
        ...item(
          t("staff.month.item.sumsTitle"),
          ...kit.view.disagreements.flatMap(({ metric, sums }) =>
            sums
              ? t("staff.month.item.unreconciledDetail", {
                  metric: kit.name(metric),
                  campaigns: format.value(metric, sums.campaigns),
                  account: format.value(metric, sums.account),
                })
              : [],
          ),
          t("staff.month.item.sumsNext"),
        ),
        days: report.daily.flatMap(({ date, figures }) => (figures ? date : [])),
      };
    case "month_total_differs":
      return item(
        t("staff.month.item.monthTotalTitle"),
        monthTotalText(kit, blocker.total),
        t("staff.month.item.monthTotalNext"),
      );
    case "currency_changed":
    case "time_zone_changed":
      return item(
        t(`staff.month.item.${blocker.kind}Title`),
        ...blocker.changes.map((change) => changeText(kit, change)),
        ...(report.figures.total_spend.unavailable === "currency_changed" &&
        blocker.kind === "currency_changed"
          ? [t("report.notice.currencyEffect")]
          : []),
      );
  }
}

/** Writes figures of one day: in the currency that was the account's on that day. */
function valueOn(kit: ReturnType<typeof createReportKit>, date: string) {
  const { daily, currency } = kit.view.report;
  return formatsIn(kit, daily.find((day) => day.date === date)?.currency ?? currency).value;
}
