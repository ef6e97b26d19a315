import { sql } from "drizzle-orm";
import type { StaffTx } from "@/lib/db/database";
import { goodReads } from "@/lib/facts/good-reads";
import { retriedClasses } from "@/lib/facts/retried-classes";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** One account-day of which anything is known: its row with when it was last read, or the last try that did not store it. */
export interface GridDay {
  readonly accountId: string;
  readonly date: CalendarDay;
  readonly row: {
    readonly spend: string;
    readonly delivered: boolean;
    readonly reconciled: boolean;
    /** Account total minus campaign rows of spend, exact; null where spend agrees. */
    readonly spendDifference: string | null;
    /** The newest good read that covers it; null: nothing says when it was read. */
    readonly observed: Observed | null;
  } | null;
  readonly tried: { readonly at: string; readonly willRetry: boolean } | null;
}

/** A good read of a window: when it ended, on which day of the account's calendar, and what it brought. */
export interface Observed {
  readonly at: string;
  readonly on: CalendarDay;
  readonly runId: string;
  /** Rows of its whole window, and how many days that has. */
  readonly rows: number;
  readonly days: number;
}

interface Row extends Record<string, unknown> {
  account_id: string;
  date: CalendarDay;
  total_spend: string | null;
  delivered: boolean;
  reconciled: boolean;
  spend_difference: string | null;
  tried_at: string | null;
  tried_state: string;
  tried_class: string | null;
}

interface ReadRow extends Record<string, unknown> {
  account_id: string;
  since: CalendarDay;
  until: CalendarDay;
  at: string;
  on: CalendarDay;
  run_id: string;
  pass: string;
  rows: number;
  days: number;
}

export interface GridDays {
  readonly days: readonly GridDay[];
  /** Pass of each run that observed one of them. */
  readonly passes: ReadonlyMap<string, string>;
}

/**
 * What is known of every account-day of a window (grain: account × day, the account's zone); two statements, read by key. A stored day was
 * observed at the end of the newest good attempt that covers it (architecture.md §4); an attempt at a day starts after that day began
 * anywhere on earth, which lets the indexes by time cut off older history.
 */
export async function readGridDays(
  tx: StaffTx,
  accountIds: readonly string[],
  window: Window,
): Promise<GridDays> {
  const ids = sql`any(${sql.param(`{${accountIds.join(",")}}`)}::uuid[])`;
  // The rows first and by key: a join would look through all history. The window in two parts makes the planner gather the table's pages before
  // it reads them: days lie beside each other there, and row by row it comes back to the same page for every account.
  const rows = await tx.execute<Row>(sql`
    with stored as materialized (
      select ad_account_id, date, total_spend, total_impressions, reconciled, differences from daily_kpi_data
      where ad_account_id = ${ids} and (date = ${window.since}::date or (date > ${window.since}::date and date <= ${window.until}::date))
    )
    select a.id as account_id, d.day::date::text as date, k.total_spend, k.total_spend <> 0 or k.total_impressions <> 0 as delivered, k.reconciled,
      case when not k.reconciled then (select x ->> 'difference' from jsonb_array_elements(k.differences) x where x ->> 'metric' = 'total_spend') end
        as spend_difference,
      tried.finished_at::text as tried_at, tried.state as tried_state, tried.error_class as tried_class
    from (select id from ad_accounts where id = ${ids}) a
    cross join generate_series(${window.since}::date, ${window.until}::date, interval '1 day') as d(day)
    left join stored k on k.ad_account_id = a.id and k.date = d.day::date
    left join lateral (
      select finished_at, state, error_class from collection_attempts t
      where k.total_spend is null and t.ad_account_id = a.id and t.state in ('failed', 'lost') and t.since <= d.day::date and t.until >= d.day::date
        and t.started_at >= d.day - interval '2 days'
      order by t.started_at desc limit 1
    ) tried on true
    where k.total_spend is not null or tried.finished_at is not null`);
  const { observedOf, passes } = await readObservations(tx, accountIds, window);
  const days = rows.map((row) => ({
    accountId: row.account_id,
    date: row.date,
    row:
      row.total_spend === null
        ? null
        : {
            spend: row.total_spend,
            delivered: row.delivered,
            reconciled: row.reconciled,
            spendDifference: row.spend_difference,
            observed: observedOf(row.account_id, row.date),
          },
    tried:
      row.tried_at === null
        ? null
        : {
            at: row.tried_at,
            willRetry:
              row.tried_state === "lost" ||
              (row.tried_class !== null && retriedClasses.includes(row.tried_class)),
          },
  }));
  return { days, passes };
}

/** By which good read each account-day was observed, and of which pass that was; one statement. */
async function readObservations(tx: StaffTx, accountIds: readonly string[], window: Window) {
  const rows = await tx.execute<ReadRow>(sql`
    select g.ad_account_id as account_id, g.since::text, g.until::text, g.finished_at::text as at,
      (g.finished_at at time zone a.time_zone)::date::text as on, g.run_id, r.pass, g.rows, g.until - g.since + 1 as days
    from (${goodReads(accountIds, window)}) g
    join ad_accounts a on a.id = g.ad_account_id
    join collection_runs r on r.id = g.run_id
    order by g.ad_account_id, g.finished_at desc, g.id`);
  const reads = rows.map(
    ({ account_id: accountId, since, until, at, on, run_id: runId, rows: brought, days }) => ({
      ...{ accountId, since, until },
      observed: { at, on, runId, rows: brought, days },
    }),
  );
  const newestFirst = Map.groupBy(reads, ({ accountId }) => accountId);
  const observedOf = (accountId: string, date: CalendarDay): Observed | null =>
    newestFirst.get(accountId)?.find(({ since, until }) => since <= date && date <= until)?.observed ?? null;
  return { observedOf, passes: new Map(rows.map(({ run_id: run, pass }) => [run, pass])) };
}
