import { addDays, type CalendarDay, daysBetween, earlierDay, laterDay } from "@/lib/values/calendar-day";

/** Calendar days `since` … `until`, both inclusive, in the ad account's own zone. */
export interface Window {
  readonly since: CalendarDay;
  readonly until: CalendarDay;
}

/** Makes a window; a RangeError when it ends before it begins. */
export function makeWindow(since: CalendarDay, until: CalendarDay): Window {
  if (until < since) throw new RangeError(`The range ${since} to ${until} ends before it begins.`);
  return { since, until };
}

/** Number of days, at least 1. */
export function windowLength(window: Window): number {
  return daysBetween(window.since, window.until) + 1;
}

/** Every day of the window, oldest first. */
export function daysOf(window: Window): CalendarDay[] {
  const days = [window.since];
  for (let left = windowLength(window) - 1, day = window.since; left > 0; left -= 1) {
    day = addDays(day, 1);
    days.push(day);
  }
  return days;
}

/** Whether the day lies inside. */
export function contains(window: Window, day: CalendarDay): boolean {
  return day >= window.since && day <= window.until;
}

/** The days two windows share, or null when there are none. */
export function intersect(a: Window, b: Window): Window | null {
  const since = laterDay(a.since, b.since);
  const until = earlierDay(a.until, b.until);
  return since <= until ? { since, until } : null;
}
