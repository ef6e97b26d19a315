import type { CalendarDay } from "@/lib/values/calendar-day";
import { contains, daysOf, type Window } from "@/lib/values/window";

/** Days of `wanted` that none of these windows asked for and had answered, newest first. Pure. */
export function unreadDays(wanted: Window, answered: readonly Window[]): CalendarDay[] {
  return daysOf(wanted)
    .filter((day) => !answered.some((window) => contains(window, day)))
    .reverse();
}
