import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { ReadTx } from "@/lib/db/database";
import { figuresOf } from "@/lib/facts/fact-figures";
import { type LastReads, readLastReads } from "@/lib/facts/read-last-reads";
import type { ReportClient } from "@/lib/facts/read-report-clients";
import { hasNumber } from "@/lib/kpi/added-days";
import { resultMetrics } from "@/lib/report/document";
import type { Difference } from "@/lib/report/input";
import { type FactDays, mayStillChange } from "@/lib/report/month-facts";
import { overviewMetrics } from "@/lib/report/month-overview";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { daysOf, type Window } from "@/lib/values/window";

/** Days of an account that are alike, added up, with the newest of them on which anything ran; null for none. */
export interface StoredDays extends FactDays {
  readonly delivered: CalendarDay | null;
}

/** Of an account of which nothing is known. */
export const nothingKnown: AccountMonths = {
  days: [],
  reads: { ageWhenRead: () => null, readAt: () => null, failed: new Map() },
};

/** The parts of an overview's input that client, account-days and attempts decide. */
export function listInputOf(who: ReportClient, { days, reads }: AccountMonths) {
  return {
    client: who.client,
    account: who.account,
    mapping: who.mapping,
    days,
    attempts: [...reads.failed].flatMap(([date, attempt]) =>
      reads.ageWhenRead(date) === null ? [{ date, ...attempt }] : [],
    ),
  };
}

interface Row extends Record<string, unknown> {
  ad_account_id: string;
  first: CalendarDay;
  last: CalendarDay;
  count: number;
  numbers: number;
  delivered: CalendarDay | null;
  /** Of a day that stands alone; null where it is as the account is now. */
  currency: string | null;
  time_zone: string | null;
  reconciled: boolean;
  differences: Difference[] | null;
}

/** Which metrics a day has no figure of, a bit each; days of one sum have figures of the same metrics. */
const unmeasured = sql.join(
  resultMetrics.map(
    (metric, index) => sql`(${sql.identifier(metric)} is null)::int * ${sql.raw(String(2 ** index))}`,
  ),
  sql` + `,
);
/** More than what `unmeasured` and two bits below it come to: days that stand alone are numbered from here. */
const alone = sql.raw(String(4 * 2 ** resultMetrics.length));
const sums = sql.join(
  overviewMetrics.map((metric) => sql`sum(${sql.identifier(metric)}) as ${sql.identifier(metric)}`),
  sql`, `,
);

/** What is stored of an account's two months, oldest first, and how its reads went. */
export interface AccountMonths {
  readonly days: readonly StoredDays[];
  readonly reads: LastReads;
}

/**
 * The account-days of a month and of the one before it, by account id, oldest first, added up by the database as far as the rules of a month's overview
 * allow (grain: account × days that are alike); two statements. Days are added that are of one month, both or neither compared with the same day of the
 * other month, reconciled, of the same measured metrics, and in the currency and zone that the account has on all its days; every other day stands
 * alone (R1: `tests/integration/facts/added-days.test.ts` holds them against single days).
 *
 * @throws Error: a stored day that no good attempt covers.
 */
export async function readAddedDays(
  tx: ReadTx,
  clients: readonly ReportClient[],
  month: CalendarMonth,
): Promise<Map<string, AccountMonths>> {
  const own = monthWindow(month);
  const window = { since: monthWindow(addMonths(month, -1)).since, until: own.until };
  const ids = clients.map(({ accountId }) => accountId);
  // One number says which days are alike: to sort by each of its parts takes several times as long.
  const rows = await tx.execute<Row>(sql`
    with placed as (
      select k.ad_account_id, k.date, k.currency, k.time_zone, k.reconciled, k.differences, ${overviewColumns("k")},
        k.date >= ${own.since}::date as is_own, 1 << (extract(day from k.date)::int - 1) as number, a.currency <> k.currency or a.time_zone <> k.time_zone as moved
      from daily_kpi_data k join ad_accounts a on a.id = k.ad_account_id
      where k.ad_account_id = any(${sql.param(`{${ids.join(",")}}`)}::uuid[]) and k.date between ${window.since}::date and ${window.until}::date
    ), beside as (
      select *, bit_or(number) filter (where is_own) over account as own_numbers, bit_or(number) filter (where not is_own) over account as base_numbers,
        bool_or(moved) over account as has_moved
      from placed window account as (partition by ad_account_id)
    ), sorted as (
      select *, case when has_moved or not reconciled then ${alone} + (date - ${window.since}::date)
        else is_own::int + 2 * (number & coalesce(case when is_own then base_numbers else own_numbers end, 0) <> 0)::int + 4 * (${unmeasured}) end as alike
      from beside
    )
    select ad_account_id, min(date)::text as first, max(date)::text as last, count(*)::int as count, bit_or(number) as numbers,
      max(date) filter (where total_spend <> 0 or total_impressions <> 0)::text as delivered,
      max(currency) filter (where has_moved) as currency, max(time_zone) filter (where has_moved) as time_zone,
      bool_and(reconciled) as reconciled, (array_agg(differences) filter (where not reconciled))[1] as differences, ${sums}
    from sorted group by ad_account_id, alike`);
  const reads = await readLastReads(tx, ids, window);
  const byAccount = Map.groupBy(rows, (row) => row.ad_account_id);
  return new Map(
    clients.flatMap((client) => {
      const own = reads.get(client.accountId);
      if (!own) return [];
      const days = (byAccount.get(client.accountId) ?? []).map((row) => storedDays(row, client, own));
      return [
        [client.accountId, { days: days.sort((a, b) => (a.date < b.date ? -1 : 1)), reads: own }] as const,
      ];
    }),
  );
}

/**
 * Of the month's stored days that Meta may still change, the read that is the longest ago, to the second: what the report says it was read at
 * while it may change (`lastRead`). null where none may.
 */
export function longestUnread({ days, reads }: AccountMonths, month: CalendarMonth): Temporal.Instant | null {
  const own = monthWindow(month);
  let longest = Number.POSITIVE_INFINITY;
  for (const { date: first, added, ageWhenRead } of days) {
    if (first < own.since || !mayStillChange({ ageWhenRead })) continue;
    for (const date of added ? datesIn(own, added.numbers) : [first]) {
      const age = reads.ageWhenRead(date);
      if (age === null || !mayStillChange({ ageWhenRead: age })) continue;
      longest = Math.min(longest, reads.readAt(date) ?? longest);
    }
  }
  return Number.isFinite(longest) ? Temporal.Instant.fromEpochMilliseconds(longest) : null;
}

function overviewColumns(table: string) {
  return sql.join(
    overviewMetrics.map((metric) => sql`${sql.identifier(table)}.${sql.identifier(metric)}`),
    sql`, `,
  );
}

function storedDays(row: Row, { account, client }: ReportClient, reads: LastReads): StoredDays {
  let age = Number.POSITIVE_INFINITY;
  for (const date of datesIn({ since: row.first, until: row.last }, row.numbers)) {
    const read = reads.ageWhenRead(date);
    if (read === null)
      throw new Error(`The row of ${client.slug} ${date} has no good attempt that covers it.`);
    age = Math.min(age, read);
  }
  return {
    date: row.first,
    figures: figuresOf(row, overviewMetrics),
    currency: row.currency ?? account.currency,
    zone: row.time_zone ?? account.zone,
    reconciled: row.reconciled,
    differences: row.differences ?? [],
    ageWhenRead: age,
    delivered: row.delivered,
    ...(row.count > 1 ? { added: { count: row.count, last: row.last, numbers: row.numbers } } : {}),
  };
}

/** The days of a window of one month that have these numbers. */
function datesIn(window: Window, numbers: number): CalendarDay[] {
  return daysOf(window).filter((date) => hasNumber(numbers, Number(date.slice(8))));
}
