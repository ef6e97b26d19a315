import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import { clampToRetention } from "@/lib/collect/retention";
import type { OpenPlace } from "@/lib/collect/run-places";
import type { CollectorTx } from "@/lib/db/database";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import { addDays, type CalendarDay, laterDay } from "@/lib/values/calendar-day";
import { splitNewestFirst, type Window } from "@/lib/values/window";

/** Most days of one window: more makes answers that Meta gives up on (architecture.md §6.3). */
export const longestWindow = 31;

/**
 * The windows that an account's place in a run still has to read, newest first, each at most 31 days: its own days, unless this run has read
 * them well already (a killed run goes on where it stopped), and for a pass every older expected day that is missing, or that was never
 * read 28 days after it (any outage heals itself). Days that Meta keeps no more are left out.
 */
export async function readPendingWindows(
  tx: CollectorTx,
  account: CollectAccount,
  place: OpenPlace,
  now: Temporal.Instant,
): Promise<Window[]> {
  const own = clampToRetention(place.window, account.timeZone, now);
  const read = await tx.execute<{ since: CalendarDay; until: CalendarDay }>(sql`
    select since::text, until::text from collection_attempts
    where run_id = ${place.runId} and ad_account_id = ${account.id} and state = 'ok'`);
  const windows = (own ? splitNewestFirst(own, longestWindow) : []).filter(
    // A clamp may have moved the start; the end of a window is what identifies it within its run.
    (window) => !read.some(({ until }) => until === window.until),
  );
  if (place.isRange) return windows;
  const older = clampToRetention(
    { since: account.collectFrom, until: addDays(place.window.since, -1) },
    account.timeZone,
    now,
  );
  if (!older || older.until < older.since) return windows;
  return [...windows, ...coverDays(await readLeftBehind(tx, account, older))];
}

/** Days of the window without a row, or never read 28 days after them or later; newest first, in the account's zone. */
async function readLeftBehind(
  tx: CollectorTx,
  account: CollectAccount,
  window: Window,
): Promise<CalendarDay[]> {
  const rows = await tx.execute<{ day: CalendarDay }>(sql`
    select d.day::date::text as day
    from generate_series(${window.since}::date, ${window.until}::date, interval '1 day') as d (day)
    where not exists (select from daily_kpi_data f where f.ad_account_id = ${account.id} and f.date = d.day::date)
      or not exists (
        select from collection_attempts a
        where a.ad_account_id = ${account.id} and a.state = 'ok' and a.since <= d.day::date and a.until >= d.day::date
          and a.finished_at >= ((d.day::date + ${conversionsSettleAfter}::int)::timestamp at time zone ${account.timeZone})
      )
    order by d.day desc`);
  return rows.map(({ day }) => day);
}

/** The fewest windows of at most 31 days that cover these days, which come newest first. Pure. */
export function coverDays(days: readonly CalendarDay[]): Window[] {
  const windows: Window[] = [];
  for (const day of days) {
    const last = windows.at(-1);
    if (last && day >= addDays(last.until, 1 - longestWindow))
      windows[windows.length - 1] = { since: day, until: last.until };
    else windows.push({ since: day, until: day });
  }
  return windows;
}

/** From the oldest to the newest day of some windows. */
export function hullOf(windows: readonly [Window, ...Window[]]): Window {
  let [{ since, until }] = windows;
  for (const window of windows) {
    if (window.since < since) since = window.since;
    until = laterDay(until, window.until);
  }
  return { since, until };
}
