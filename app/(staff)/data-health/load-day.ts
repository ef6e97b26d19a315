import type { Temporal } from "temporal-polyfill";
import { createTimes, type Times } from "@/app/(staff)/data-health/times";
import { mayChange } from "@/lib/auth/may-change";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { StaffTx } from "@/lib/db/database";
import { buildGrid, type GridCell } from "@/lib/facts/grid/build-grid";
import { isUncalled, readCalls } from "@/lib/facts/grid/read-calls";
import { type DayDetail, readDay } from "@/lib/facts/grid/read-day";
import { newForDays } from "@/lib/facts/grid/read-grid";
import type { GridDay } from "@/lib/facts/grid/read-grid-days";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";
import { type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** A day that somebody opened: all that is known of it, its state now, and whether this person may collect it again. */
export interface OpenDay {
  readonly t: Translate;
  readonly locale: Locale;
  readonly times: Times;
  readonly day: CalendarDay;
  readonly detail: DayDetail;
  /** null where no row is expected: before the account's first day, or not due yet. */
  readonly cell: GridCell | null;
  /** It waits for a pass that nobody calls. */
  readonly isUncalled: boolean;
  readonly mayCollect: boolean;
  readonly isOver: boolean;
  /** The grid's days, between which one can go on. */
  readonly window: Window;
  readonly asTable: boolean;
}

/** Reads one account-day; null for no such client. Three statements, a fourth of a day that waits for a pass. */
export async function loadDay(
  tx: StaffTx,
  page: StaffPage,
  asked: {
    readonly client: string;
    readonly day: CalendarDay;
    readonly now: Temporal.Instant;
    readonly window: Window;
    readonly asTable: boolean;
  },
): Promise<OpenDay | null> {
  const { now, day, window, asTable } = asked;
  const detail = await readDay(tx, asked.client, day);
  if (!detail) return null;
  const cell = cellOf(detail, day, now);
  return {
    t: page.t,
    locale: page.staff.locale,
    times: createTimes(page.staff.locale, page.agency.zone, now),
    day,
    detail,
    cell,
    isUncalled: cell?.drawn === "late" && isUncalled((await readCalls(tx)).collection, now),
    mayCollect: mayChange(page.staff.actor, detail.client),
    isOver: day < dayIn(detail.zone, now) && day >= detail.collectFrom,
    window,
    asTable,
  };
}

/** The same rules as the grid's, over what the day itself says. */
function cellOf(detail: DayDetail, day: CalendarDay, now: Temporal.Instant): GridCell | null {
  const { row, good, attempts, zone } = detail;
  const bad = attempts.find(({ state }) => state === "failed" || state === "lost");
  const week = now.subtract({ hours: newForDays * 24 }).toString();
  const known: GridDay = {
    accountId: "",
    date: day,
    row: row && {
      spend: row.figures.total_spend ?? "0",
      delivered: Number(row.figures.total_spend) !== 0 || Number(row.figures.total_impressions) !== 0,
      reconciled: row.reconciled,
      spendDifference: row.differences.find(({ metric }) => metric === "total_spend")?.difference ?? null,
      observed: good?.finishedAt
        ? {
            at: good.finishedAt.toString(),
            on: dayIn(zone, good.finishedAt),
            runId: "",
            rows: good.rows,
            days: 1,
          }
        : null,
    },
    tried: bad?.finishedAt
      ? { at: bad.finishedAt.toString(), willRetry: bad.state === "lost" || bad.error?.willRetry === true }
      : null,
  };
  if (!row && (day < detail.collectFrom || day > newestDueDay(zone, now))) return null;
  const restatements = detail.restatements
    .filter(({ observedAt }) => Date.parse(observedAt) >= Date.parse(week))
    .map((change) => ({ ...change, accountId: "", date: day }));
  const account = { id: "", zone, collectFrom: detail.collectFrom };
  const grid = buildGrid({
    window: { since: day, until: day },
    now,
    clients: [{ account }],
    days: [known],
    restatements,
  });
  return grid.rows[0]?.cells[0] ?? null;
}
