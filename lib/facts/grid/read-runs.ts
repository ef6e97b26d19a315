import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";

/** One plan and all attempts made for it. */
export interface ListedRun {
  readonly id: string;
  readonly pass: "morning" | "noon" | "sunday" | "catch_up" | "range";
  readonly trigger: "cron" | "manual" | "cli" | "worker";
  readonly requestedBy: string;
  readonly startedAt: Temporal.Instant;
  /** Seconds; null while it goes on. */
  readonly seconds: number | null;
  /** Median seconds of the runs of the same pass in the 30 days before; null under three of them. */
  readonly usualSeconds: number | null;
  readonly expected: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  /** Calls that its attempts made to Meta. */
  readonly calls: number;
  /** The one zone of its accounts; null where they are of several. */
  readonly zone: string | null;
  /** Why accounts were skipped or failed: the commonest reason, a key. */
  readonly reason: string | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  pass: ListedRun["pass"];
  trigger: ListedRun["trigger"];
  requested_by: string;
  started_at: string;
  seconds: number | null;
  usual: number | null;
  expected: number;
  done: number;
  failed: number;
  skipped: number;
  calls: number;
  zone: string | null;
  reason: string | null;
}

/** The newest `count` runs, newest first (grain: run); one statement. */
export async function readRuns(tx: StaffTx, now: Temporal.Instant, count: number): Promise<ListedRun[]> {
  const rows = await tx.execute<Row>(sql`
    select r.id, r.pass, r.trigger, r.requested_by, r.started_at::text, extract(epoch from r.finished_at - r.started_at)::double precision as seconds,
      usual.seconds as usual, r.expected, r.done, r.failed, r.skipped, used.calls, places.zone, places.reason
    from (select * from collection_runs where started_at <= ${now.toString()}::timestamptz order by started_at desc limit ${count}) r
    left join lateral (
      select case when count(*) >= 3 then percentile_cont(0.5) within group (order by extract(epoch from b.finished_at - b.started_at)) end as seconds
      from collection_runs b
      where b.pass = r.pass and b.trigger = r.trigger and b.finished_at is not null and b.started_at < r.started_at
        and b.started_at >= r.started_at - interval '30 days' and b.expected >= r.expected / 2
    ) usual on true
    left join lateral (select coalesce(sum(t.calls), 0)::integer as calls from collection_attempts t where t.run_id = r.id) used on true
    left join lateral (
      select case when min(a.time_zone) = max(a.time_zone) then min(a.time_zone) end as zone,
        mode() within group (order by p.reason) filter (where p.state in ('failed', 'skipped', 'waiting')) as reason
      from collection_run_accounts p join ad_accounts a on a.id = p.ad_account_id where p.run_id = r.id
    ) places on true
    order by r.started_at desc`);
  return rows.map((row) => ({
    id: row.id,
    pass: row.pass,
    trigger: row.trigger,
    requestedBy: row.requested_by,
    startedAt: Temporal.Instant.from(row.started_at),
    seconds: row.seconds,
    usualSeconds: row.usual,
    expected: row.expected,
    done: row.done,
    failed: row.failed,
    skipped: row.skipped,
    calls: row.calls,
    zone: row.zone,
    reason: row.reason,
  }));
}
