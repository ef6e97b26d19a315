import type { Temporal } from "temporal-polyfill";
import { addDays, type CalendarDay, dayIn, instantAt } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";

/**
 * Last day on which a link to `month` opens when nobody says otherwise: the last day of the third month after it (architecture.md §5).
 * For a month so old that this day is over, and for a link to all months, it is counted from the present month in the client's zone.
 */
export function defaultLastDay(
  month: CalendarMonth | null,
  now: Temporal.Instant,
  zone: string,
): CalendarDay {
  const today = dayIn(zone, now);
  const usual = month && monthWindow(addMonths(month, 3)).until;
  return usual && usual >= today ? usual : monthWindow(addMonths(monthOf(today), 3)).until;
}

const longestMonths = 24;

/** The latest last day that a link may have: the end of the month two years ahead, in the client's zone. Nothing stays open for ever. */
export function latestLastDay(now: Temporal.Instant, zone: string): CalendarDay {
  return monthWindow(addMonths(monthOf(dayIn(zone, now)), longestMonths)).until;
}

/** The instant at which the day ends on the clocks of the client's zone. */
export function endOfDay(day: CalendarDay, zone: string): Temporal.Instant {
  return instantAt(zone, addDays(day, 1), "00:00");
}
