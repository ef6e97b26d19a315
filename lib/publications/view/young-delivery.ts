import { Temporal } from "temporal-polyfill";
import { deliverySettlesAfter } from "@/lib/facts/day-state";
import type { Report } from "@/lib/report/document";
import { dayIn, daysBetween, parseCalendarDay } from "@/lib/values/calendar-day";

/**
 * Whether the newest stored day was younger than 3 days, in the report's zone, at the read that the report names: its spend, impressions
 * and clicks may then change. A figure that is partial or unreconciled does not tell that by its state. false without any row.
 */
export function hasYoungDelivery({ daily, observed_at, time_zone }: Report): boolean {
  const newest = daily.findLast((day) => day.figures !== null);
  if (observed_at === null || newest === undefined) return false;
  const readOn = dayIn(time_zone, Temporal.Instant.from(observed_at));
  return daysBetween(parseCalendarDay(newest.date), readOn) < deliverySettlesAfter;
}
