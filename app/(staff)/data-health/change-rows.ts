import type { Temporal } from "temporal-polyfill";
import { changesByDay } from "@/app/(staff)/data-health/grid-words";
import type { ChangeContext } from "@/lib/facts/grid/read-change-context";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import type { GridClient } from "@/lib/facts/grid/read-grid-clients";
import { type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { type CalendarMonth, monthOf } from "@/lib/values/calendar-month";
import { Decimal } from "@/lib/values/decimal";
import type { FactMetric } from "@/lib/values/metric";

/** One figure of one day that Meta changed this week, and what that does to the month's report. */
export interface ChangeRow {
  readonly client: GridClient;
  readonly day: CalendarDay;
  readonly metric: FactMetric;
  readonly from: string | null;
  readonly to: string | null;
  /** Exact; null where one side was not measured. */
  readonly change: string | null;
  /** Of the month's sum so far, 0 to 1 and more; null where there is nothing to measure against. */
  readonly share: number | null;
  readonly seenAt: Temporal.Instant | string;
  readonly month: CalendarMonth;
  readonly touches:
    | { readonly kind: "open" | "review" | "draft" }
    | { readonly kind: "has" | "differs"; readonly version: number };
}

/** What people look at: spend, and what they pay for. Steps on the way and clicks change with them and would only make the list long. */
const told: readonly FactMetric[] = [
  "reservations",
  "leads",
  "messages",
  "click_to_call",
  "email_contacts",
  "reservation_value",
  "total_spend",
];

/** Changes by size, the largest share of its month first (grain: account-day × metric). Pure. */
export function changeRows(grid: ReadGrid, context: ChangeContext, now: Temporal.Instant): ChangeRow[] {
  const byAccount = new Map(
    grid.rows.flatMap(({ client }) => (client.account ? [[client.account.id, client]] : [])),
  );
  const seen = new Map(
    grid.restatements.map(({ accountId, date, observedAt }) => [`${accountId} ${date}`, observedAt]),
  );
  const rows = [...changesByDay(grid)].flatMap(([key, changes]) => {
    const [accountId = "", date] = key.split(" ") as [string, CalendarDay];
    const client = byAccount.get(accountId);
    if (!client) return [];
    const month = monthOf(date);
    const seenAt = seen.get(key) ?? "";
    return changes
      .filter(({ metric }) => told.includes(metric))
      .map(({ metric, from, to }): ChangeRow => {
        const change = from === null || to === null ? null : new Decimal(to).minus(from);
        const whole = context.months.get(`${accountId} ${month}`)?.[metric] ?? null;
        return {
          client,
          day: date,
          metric,
          from,
          to,
          change: change?.toFixed() ?? null,
          share: change && whole && !whole.isZero() ? change.abs().dividedBy(whole).toNumber() : null,
          seenAt,
          month,
          touches: touchesOf(client, month, seenAt, context, now),
        };
      });
  });
  return rows.sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || b.day.localeCompare(a.day));
}

/** Restated days that no row of the list is about. */
export interface QuietDays {
  /** Every figure is again what it was. */
  readonly back: number;
  /** What is different by now is a figure that the list does not tell. */
  readonly unlisted: number;
}

/**
 * Days that Meta changed this week and `rows` leave out (grain: account-day): the day grid calls them restated, so the list may not say that
 * nothing changed. Pure.
 */
export function quietDays(grid: Pick<ReadGrid, "restatements">, rows: readonly ChangeRow[]): QuietDays {
  const listed = new Set(rows.map(({ client, day }) => `${client.account?.id} ${day}`));
  const quiet = [...changesByDay(grid)].filter(([key]) => !listed.has(key));
  const back = quiet.filter(([, changes]) => changes.length === 0).length;
  return { back, unlisted: quiet.length - back };
}

function touchesOf(
  client: GridClient,
  month: CalendarMonth,
  seenAt: string,
  context: ChangeContext,
  now: Temporal.Instant,
): ChangeRow["touches"] {
  const report = context.reports.get(`${client.clientId} ${month}`);
  if (report?.newest) {
    const { version, at } = report.newest;
    return { kind: Date.parse(seenAt) > at.epochMilliseconds ? "differs" : "has", version };
  }
  if (monthOf(dayIn(client.account?.zone ?? "UTC", now)) === month) return { kind: "open" };
  return { kind: report?.state === "in_review" ? "review" : "draft" };
}
