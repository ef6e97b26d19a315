import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { instantOf } from "@/lib/values/instant";
import type { Window } from "@/lib/values/window";

/** What the figures of one run were counted from. */
export interface RunFacts {
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  readonly apiVersion: string;
  /** From the first to the last day that its attempts asked for; null where it asked for none. */
  readonly window: Window | null;
  readonly zones: readonly string[];
}

interface Row extends Record<string, unknown> {
  started_at: string;
  finished_at: string | null;
  api_version: string;
  since: CalendarDay | null;
  until: CalendarDay | null;
  zones: string[];
}

/** The facts behind one run's row, or null where there is no such run. One statement. */
export async function readRunFacts(tx: StaffTx, id: string): Promise<RunFacts | null> {
  const [row] = await tx.execute<Row>(sql`
    select ${utc(sql`r.started_at`)} as started_at, ${utc(sql`r.finished_at`)} as finished_at, r.api_version,
      min(t.since)::text as since, max(t.until)::text as until,
      coalesce(array_agg(distinct a.time_zone) filter (where a.time_zone is not null), '{}') as zones
    from collection_runs r left join collection_attempts t on t.run_id = r.id left join ad_accounts a on a.id = t.ad_account_id
    where r.id::text = ${id} group by r.id`);
  if (!row) return null;
  return {
    startedAt: Temporal.Instant.from(row.started_at),
    finishedAt: instantOf(row.finished_at),
    apiVersion: row.api_version,
    window: row.since && row.until ? { since: row.since, until: row.until } : null,
    zones: row.zones,
  };
}

function utc(expression: ReturnType<typeof sql>) {
  return sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
