import type { Comparison } from "@/lib/report/document";
import { addMonths, monthWindow, parseCalendarMonth } from "@/lib/values/calendar-month";
import { windowLength } from "@/lib/values/window";

const monthsBack = { previous: 1, year_ago: 12 } as const;

/**
 * How many day numbers a comparison is over, where not both of its months are whole; null where they are. A whole February against the first
 * 28 days of January is not whole, though its own days are all there (R9).
 */
export function sharedDays(
  { own_days, base_days }: Pick<Comparison, "own_days" | "base_days">,
  month: string,
  base: keyof typeof monthsBack,
): number | null {
  const own = parseCalendarMonth(month);
  const length = (of: typeof own) => windowLength(monthWindow(of));
  const whole = own_days === length(own) && base_days === length(addMonths(own, -monthsBack[base]));
  return whole ? null : own_days;
}
