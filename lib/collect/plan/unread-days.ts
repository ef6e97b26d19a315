import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import { contains, daysOf, type Window } from "@/lib/values/window";

/** Meta's floor was never seen more than a few days off (graph-api.md §3.7). */
const edgeDays = 7;

/**
 * Days of `wanted` that none of these good reads has answered, newest first. Days at the edge of Meta's memory, from `oldest` on, right before
 * a good read were asked with it and are gone: the read begins where Meta's memory does (C26). Pure.
 */
export function unreadDays(wanted: Window, reads: readonly Window[], oldest: CalendarDay): CalendarDay[] {
  const edge = addDays(oldest, edgeDays);
  const isGone = (day: CalendarDay) =>
    day < edge && reads.some(({ since }) => day < since && since <= addDays(day, edgeDays));
  return daysOf(wanted)
    .filter((day) => !reads.some((read) => contains(read, day)) && !isGone(day))
    .reverse();
}
