import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { ReadTx } from "@/lib/db/database";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import { type GateName, gateDays } from "@/lib/facts/backfill/open-gate";
import { readOpenGate } from "@/lib/facts/backfill/read-open-gate";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import { addDays, type CalendarDay, laterDay } from "@/lib/values/calendar-day";
import { instantOf } from "@/lib/values/instant";

/** How far the history of an account has been read; days in its own zone. */
export interface Backfill {
  /** The last gate that has passed; `all` once every expected day older than a month is stored: younger ones are the passes' affair. */
  readonly passed: GateName | null;
  /** The gate that is being read; null once all is stored. */
  readonly open: GateName | null;
  readonly daysStored: number;
  /** Days from the first that is collected, and that Meta still keeps, to the newest that is due. */
  readonly daysExpected: number;
  /** When the account's first pass was planned; null before it. */
  readonly begunAt: Temporal.Instant | null;
  /** What keeps it from going on; null while it goes on or is through. */
  readonly heldBy: Hold | null;
}

/** A key that screens put into words, with the day it is about and Meta's own message where there is one. */
export interface Hold {
  readonly reason: string;
  readonly day: CalendarDay | null;
  readonly message: string | null;
}

interface Row extends Record<string, unknown> {
  time_zone: string;
  collect_from: CalendarDay;
  connection_state: string;
  access: string;
  access_reason: string | null;
  stopped_reason: string | null;
  blocked_until: string | null;
  state: string | null;
  reason: string | null;
  message: string | null;
  begun_at: string | null;
}

const before: { readonly [Name in GateName]: GateName | null } = {
  day: null,
  week: "day",
  month: "week",
  all: "month",
};

/** Reads how far an account's backfill has come, from rows alone, so also while it runs (architecture.md §6.8). null for an unknown account. */
export async function readBackfill(
  tx: ReadTx,
  accountId: string,
  now: Temporal.Instant,
): Promise<Backfill | null> {
  const [row] = await tx.execute<Row>(sql`
    select a.time_zone, a.collect_from::text, coalesce(n.state, 'ok') as connection_state, a.access, a.access_reason, a.stopped_reason,
      case when a.blocked_until > ${now.toString()}::timestamptz then a.blocked_until::text end as blocked_until,
      p.state, p.reason, p.error ->> 'message' as message,
      (select r.started_at::text from collection_attempts t join collection_runs r on r.id = t.run_id
        where t.ad_account_id = a.id and r.pass <> 'range' order by t.started_at limit 1) as begun_at
    from ad_accounts a left join connections n on n.id = a.connection_id left join lateral (
      select p.state, p.reason, p.error from collection_run_accounts p join collection_runs r on r.id = p.run_id
      where p.ad_account_id = a.id and r.pass <> 'range' order by p.created_at desc, r.started_at desc, r.id limit 1
    ) p on true
    where a.id = ${accountId}`);
  if (!row) return null;
  const zone = row.time_zone;
  const first = laterDay(row.collect_from, oldestReadableDay(zone, now));
  const newest = newestDueDay(zone, now);
  const old = addDays(newest, -gateDays.month);
  const [count] = await tx.execute<{ stored: number; expected: number; old_missing: number }>(sql`
    select greatest(0, ${newest}::date - ${first}::date + 1) as expected, count(*)::int as stored,
      greatest(0, ${old}::date - ${first}::date + 1) - count(*) filter (where date <= ${old})::int as old_missing
    from daily_kpi_data where ad_account_id = ${accountId} and date between ${first} and ${newest}`);
  const { stored = 0, expected = 0, old_missing: oldMissing = 0 } = count ?? {};
  const account = { id: accountId, collectFrom: row.collect_from, timeZone: zone };
  const gate = await readOpenGate(tx, account, newest, now);
  const isThrough = gate.name === "all" && oldMissing === 0;
  return {
    passed: isThrough ? "all" : before[gate.name],
    open: isThrough ? null : gate.name,
    daysStored: stored,
    daysExpected: expected,
    begunAt: instantOf(row.begun_at),
    heldBy: isThrough ? null : (holdOf(row) ?? (await readGap(tx, accountId, gate.holding))),
  };
}

function holdOf(row: Row): Hold | null {
  const hold = (reason: string, message: string | null = null): Hold => ({ reason, day: null, message });
  if (row.stopped_reason !== null) return hold(row.stopped_reason);
  if (row.connection_state !== "ok") return hold("connection_broken");
  if (row.access === "no_access") return hold("no_access", row.access_reason);
  if (row.blocked_until !== null) return hold("rate_limited");
  if (row.state === null) return hold("not_begun");
  if (row.state === "failed" && row.reason !== "named_gap" && row.reason !== "next_pass_began")
    return hold(row.reason ?? "failed", row.message);
  if (row.state === "skipped") return hold(row.reason ?? "skipped");
  return row.reason === "backfill_usage" ? hold("backfill_usage") : null;
}

/** A named gap among the days that the open gate waits for. */
async function readGap(tx: ReadTx, accountId: string, holding: readonly CalendarDay[]): Promise<Hold | null> {
  if (holding.length === 0) return null;
  const [gap] = await tx.execute<{ day: CalendarDay; message: string }>(sql`
    select date::text as day, message from collection_gaps
    where ad_account_id = ${accountId} and resolved_at is null and date = any(${sql.param(`{${holding.join(",")}}`)}::date[])
    order by date desc limit 1`);
  return gap ? { reason: "named_gap", day: gap.day, message: gap.message } : null;
}
