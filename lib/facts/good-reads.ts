import { type SQL, sql } from "drizzle-orm";
import type { Window } from "@/lib/values/window";

/**
 * The good attempts of these accounts that may be the newest to cover a day of `window`, as a query (grain: attempt; ad_account_id, since, until,
 * finished_at, run_id, rows, id). Every night reads most days again, so nearly all attempts of a month are covered by newer ones: those are left
 * in the database. One is left out when the newer ones together reach at least as far both ways and none of them stands apart from the rest; so
 * what is left is a little more than needed at times, and never less. An attempt at a day ends after that day began anywhere on earth, which
 * lets the index cut off older history: as a timestamptz, for under row security an index is left only comparisons of equal types. Read account
 * by account, which the inner query keeps: all at once the planner looks through the whole table. What is older than the newest one to cover the
 * window's first day and reaches no further is left out before the rest is compared: of forty nights seven stay.
 */
export function goodReads(accountIds: readonly string[], window: Window): SQL {
  const newer = sql`(partition by ad_account_id order by finished_at desc, id rows between unbounded preceding and 1 preceding)`;
  return sql`
    select ad_account_id, since, until, finished_at, run_id, rows, id from (
      select *, min(first) over newer as reached_since, max(last) over newer as reached_until, bool_or(apart) over newer as gaps from (
        select *, last < min(first) over newer - 1 or first > max(last) over newer + 1 as apart from (
          select t.* from unnest(${sql.param(`{${accountIds.join(",")}}`)}::uuid[]) account(id)
          cross join lateral (
            with reads as materialized (
              select ad_account_id, since, until, finished_at, run_id, rows, id,
                greatest(since, ${window.since}::date) as first, least(until, ${window.until}::date) as last
              from collection_attempts
              where ad_account_id = account.id and state = 'ok'
                and finished_at >= (${window.since}::date - interval '2 days')::timestamptz and since <= ${window.until}::date and until >= ${window.since}::date
            )
            select reads.* from reads
            left join (
              select finished_at, last from reads where first = ${window.since}::date order by finished_at desc limit 1
            ) start on true
            where start.last is null or reads.finished_at >= start.finished_at or reads.last > start.last
          ) t
        ) covering window newer as ${newer}
      ) placed window newer as ${newer}
    ) compared
    where reached_since is null or first < reached_since or last > reached_until or gaps`;
}
