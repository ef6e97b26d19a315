import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { ReadTx } from "@/lib/db/database";
import { goodReads } from "@/lib/facts/good-reads";
import type { EndedAttempt } from "@/lib/facts/observations";
import { retriedClasses } from "@/lib/facts/retried-classes";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

interface Row extends Record<string, unknown> {
  ad_account_id: string;
  since: CalendarDay;
  until: CalendarDay;
  state: "ok" | "failed" | "lost";
  error_class: string | null;
  finished_at: string;
  run_id: string;
}

/**
 * Attempts of some accounts that have ended, newest first, by account id (grain: account × window × attempt): of the good ones those that are the
 * newest to cover a day of `observed` (and perhaps a few more), of the others all that touch `tried`. One statement.
 */
export async function readEndedAttempts(
  tx: ReadTx,
  accountIds: readonly string[],
  observed: Window,
  tried: Window,
): Promise<Map<string, EndedAttempt[]>> {
  // An attempt at a day starts after that day began anywhere on earth; this lets the index by start cut off older history.
  const rows = await tx.execute<Row>(sql`
    select ad_account_id, since::text, until::text, state, error_class, finished_at::text, run_id from (
      select ad_account_id, since, until, 'ok' as state, null as error_class, finished_at, run_id, id from (${goodReads(accountIds, observed)}) good
      union all
      select ad_account_id, since, until, state, error_class, finished_at, run_id, id from collection_attempts
      where ad_account_id = any(${sql.param(`{${accountIds.join(",")}}`)}::uuid[]) and state in ('failed', 'lost')
        and started_at >= (${tried.since}::date - interval '2 days')::timestamptz and since <= ${tried.until}::date and until >= ${tried.since}::date
    ) a
    order by a.ad_account_id, a.finished_at desc, a.id`);
  const byAccount = new Map<string, EndedAttempt[]>(accountIds.map((id) => [id, []]));
  for (const row of rows) {
    byAccount.get(row.ad_account_id)?.push({
      window: { since: row.since, until: row.until },
      ok: row.state === "ok",
      willRetry:
        row.state === "lost" || (row.error_class !== null && retriedClasses.includes(row.error_class)),
      endedAt: Temporal.Instant.from(row.finished_at),
      runId: row.run_id,
    });
  }
  return byAccount;
}
