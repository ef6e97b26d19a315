import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** Days as the fewest windows that hold them and no other, oldest first. Pure. */
export function rangesOf(days: readonly string[]): Window[] {
  const ranges: { since: CalendarDay; until: CalendarDay }[] = [];
  for (const day of [...new Set(days as readonly CalendarDay[])].sort()) {
    const last = ranges.at(-1);
    if (last && addDays(last.until, 1) === day) last.until = day;
    else ranges.push({ since: day, until: day });
  }
  return ranges;
}
