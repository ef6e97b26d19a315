import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { ReadTx } from "@/lib/db/database";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/**
 * Days of the window without a row, or due to be final and never read since; newest first, in the account's zone. A younger day is left to
 * the passes that read it anyway. The attempt that made a day final came soon after it could: looked for from there, a day costs a few rows.
 */
export async function readLeftBehind(
  tx: ReadTx,
  account: Pick<CollectAccount, "id" | "timeZone">,
  window: Window,
  now: Temporal.Instant,
): Promise<CalendarDay[]> {
  const finalUntil = addDays(dayIn(account.timeZone, now), -conversionsSettleAfter);
  const rows = await tx.execute<{ day: CalendarDay }>(sql`
    select d.day::date::text as day
    from generate_series(${window.since}::date, ${window.until}::date, interval '1 day') as d (day)
    where not exists (select from daily_kpi_data f where f.ad_account_id = ${account.id} and f.date = d.day::date)
      or (d.day::date <= ${finalUntil}::date and (
        select a.id from collection_attempts a
        where a.ad_account_id = ${account.id} and a.state = 'ok' and a.since <= d.day::date and a.until >= d.day::date
          and a.finished_at >= ((d.day::date + ${conversionsSettleAfter}::int)::timestamp at time zone ${account.timeZone})
        order by a.finished_at limit 1) is null)
    order by d.day desc`);
  return rows.map(({ day }) => day);
}
