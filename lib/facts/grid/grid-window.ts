import { Temporal } from "temporal-polyfill";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import { addDays, dayIn, instantAt, parseCalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** Days across in the grid (screens.md §3). */
export const gridDays = 35;

/** The grid's days: 35 ending with the newest that is due in any of these zones; of the others it is not due yet. */
export function gridWindow(zones: readonly string[], fallbackZone: string, now: Temporal.Instant): Window {
  const newest = (zones.length > 0 ? zones : [fallbackZone]).map((zone) => newestDueDay(zone, now)).sort();
  const until = newest.at(-1) ?? newestDueDay(fallbackZone, now);
  return { since: addDays(until, 1 - gridDays), until };
}

/** The 13 months in which missing days are counted: they end with the newest day that is due on the account's clocks (read-grid-clients.ts). */
export function historyWindow(zone: string, now: Temporal.Instant): Window {
  const until = newestDueDay(zone, now);
  const before = Temporal.PlainDate.from(until).subtract({ months: 13 });
  return { since: parseCalendarDay(before.add({ days: 1 }).toString()), until };
}

/** When the next pass of any of these zones begins: 04:00 and 12:00 on their own clocks. null without a zone. */
export function nextPassAt(zones: readonly string[], now: Temporal.Instant): Temporal.Instant | null {
  const starts = zones.flatMap((zone) => {
    const today = dayIn(zone, now);
    return [today, addDays(today, 1)].flatMap((day) =>
      ["04:00", "12:00"].map((time) => instantAt(zone, day, time)),
    );
  });
  const later = starts.filter(({ epochMilliseconds }) => epochMilliseconds > now.epochMilliseconds);
  return later.sort((a, b) => a.epochMilliseconds - b.epochMilliseconds)[0] ?? null;
}
