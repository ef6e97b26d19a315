import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { ReadTx } from "@/lib/db/database";
import type { LastAttempt } from "@/lib/facts/day-state";
import { paintObservations } from "@/lib/facts/observations";
import { retriedClasses } from "@/lib/facts/retried-classes";
import { type CalendarDay, daysBetween } from "@/lib/values/calendar-day";
import { type Window, windowLength } from "@/lib/values/window";

/** What is known of the reads of an account's days (grain: account × day of a window, the account's zone). */
export interface LastReads {
  /** Days between a day and its last good read; null for a day that no good attempt covers. */
  ageWhenRead(date: CalendarDay): number | null;
  /** When that read ended, in milliseconds since 1970, to the second; null as above. */
  readAt(date: CalendarDay): number | null;
  /** The last ended attempt that did not store a day. */
  readonly failed: ReadonlyMap<CalendarDay, LastAttempt>;
}

interface Row extends Record<string, unknown> {
  id: string;
  reads: string | null;
  failed: readonly [CalendarDay, CalendarDay, "failed" | "lost", string | null, string][] | null;
}

/**
 * When the days of a window were last read, by account id (architecture.md §4: the finish of the newest good attempt that covers a day); one statement.
 * Good attempts come as one line an account: two hundred clients read every night have thousands, of which only days and ends are asked for. What ended
 * before the window began cannot have read it, which lets the index cut off older history.
 */
export async function readLastReads(
  tx: ReadTx,
  accountIds: readonly string[],
  window: Window,
): Promise<ReadonlyMap<string, LastReads>> {
  const { since, until } = window;
  const began = sql`(${since}::date - interval '2 days')::timestamptz`;
  const touches = sql`since <= ${until}::date and until >= ${since}::date`;
  const rows = await tx.execute<Row>(sql`
    select a.id,
      (select string_agg(t.first || ' ' || t.last || ' ' || (t.finished_at at time zone a.time_zone)::date - ${since}::date
          || ' ' || floor(extract(epoch from t.finished_at)), ',') from (
        select greatest(since, ${since}::date) - ${since}::date as first, least(until, ${until}::date) - ${since}::date as last, finished_at
        from collection_attempts where ad_account_id = a.id and state = 'ok' and finished_at >= ${began} and ${touches}
        offset 0) t) as reads,
      (select json_agg(json_build_array(since, until, state, error_class, finished_at) order by finished_at desc, f.id)
        from collection_attempts f where ad_account_id = a.id and state in ('failed', 'lost') and started_at >= ${began} and ${touches}) as failed
    from ad_accounts a where a.id = any(${sql.param(`{${accountIds.join(",")}}`)}::uuid[])`);
  return new Map(
    rows.map(({ id, reads, failed }) => [
      id,
      { ...newestReads(reads, window), failed: failedIn(failed ?? [], window) },
    ]),
  );
}

/** The newest attempt that covers a day is the one whose end is the latest; the later end is never on the earlier day. */
function newestReads(reads: string | null, window: Window): Pick<LastReads, "ageWhenRead" | "readAt"> {
  const length = windowLength(window);
  const onDay: (number | undefined)[] = Array.from({ length });
  const atSecond: (number | undefined)[] = Array.from({ length });
  for (const read of reads?.split(",") ?? []) {
    const [first = 0, last = -1, on = 0, at = 0] = read.split(" ").map(Number);
    for (let place = first; place <= last; place += 1) {
      if ((atSecond[place] ?? -1) >= at) continue;
      onDay[place] = on;
      atSecond[place] = at;
    }
  }
  return {
    ageWhenRead: (date) => {
      const place = daysBetween(window.since, date);
      const on = onDay[place];
      return on === undefined ? null : on - place;
    },
    readAt: (date) => {
      const at = atSecond[daysBetween(window.since, date)];
      return at === undefined ? null : at * 1000;
    },
  };
}

function failedIn(failed: NonNullable<Row["failed"]>, window: Window): LastReads["failed"] {
  const attempts = failed.map(([since, until, state, errorClass, at]) => ({
    window: { since, until },
    ok: false,
    willRetry: state === "lost" || (errorClass !== null && retriedClasses.includes(errorClass)),
    endedAt: Temporal.Instant.from(at),
    runId: "",
  }));
  return attempts.length === 0 ? new Map() : paintObservations(attempts, window).failed;
}
