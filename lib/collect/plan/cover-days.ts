import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import { daysOf, type Window } from "@/lib/values/window";

/** Most days of one window: more makes answers that Meta gives up on (architecture.md §6.3). */
export const longestWindow = 31;

/**
 * The fewest windows that cover these days, which come newest first; at most 31 days each. A day between two of them is read along with them
 * unless `isClosed` says that it must not be asked for. Pure.
 */
export function coverDays(
  days: readonly CalendarDay[],
  isClosed: (day: CalendarDay) => boolean = () => false,
): Window[] {
  const windows: Window[] = [];
  for (const day of days) {
    const last = windows.at(-1);
    const fits = last && day >= addDays(last.until, 1 - longestWindow);
    if (fits && !between(day, last.since).some(isClosed))
      windows[windows.length - 1] = { since: day, until: last.until };
    else windows.push({ since: day, until: day });
  }
  return windows;
}

/** Days after the one and before the other. */
function between(older: CalendarDay, newer: CalendarDay): CalendarDay[] {
  const since = addDays(older, 1);
  const until = addDays(newer, -1);
  return since <= until ? daysOf({ since, until }) : [];
}

/** From the oldest to the newest day of some windows. */
export function hullOf(windows: readonly [Window, ...Window[]]): Window {
  let [{ since, until }] = windows;
  for (const window of windows) {
    if (window.since < since) since = window.since;
    if (window.until > until) until = window.until;
  }
  return { since, until };
}
