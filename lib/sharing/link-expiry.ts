import type { Temporal } from "temporal-polyfill";
import { addDays, type CalendarDay, dayIn, instantAt } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";

/**
 * Last day on which a link to `month` opens when nobody says otherwise: the last day of the third month after it (architecture.md §5).
 * For a month so old that this day is over, it is counted from the present month in the client's zone.
 */
export function defaultLastDay(month: CalendarMonth, now: Temporal.Instant, zone: string): CalendarDay {
  const today = dayIn(zone, now);
  const usual = monthWindow(addMonths(month, 3)).until;
  return usual >= today ? usual : monthWindow(addMonths(monthOf(today), 3)).until;
}

/** The instant at which the day ends on the clocks of the client's zone. */
export function endOfDay(day: CalendarDay, zone: string): Temporal.Instant {
  return instantAt(zone, addDays(day, 1), "00:00");
}
