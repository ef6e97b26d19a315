import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { isDue } from "@/lib/facts/day-state";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";

/** The newest day that is due at `now` on the clocks of `zone`: yesterday, and before 04:00 the day before it. */
export function newestDueDay(zone: string, now: Temporal.Instant): CalendarDay {
  const yesterday = addDays(dayIn(zone, now), -1);
  return isDue(yesterday, zone, now) ? yesterday : addDays(yesterday, -1);
}

/**
 * `newestDueDay` in SQL, for statements over accounts of many zones: due from 04:00 of the next day is the calendar day 28 hours before, read
 * off the account's own clocks. `zone` is the column, `at` the instant.
 */
export function newestDueDaySql(zone: SQLWrapper, at: SQLWrapper): SQL {
  return sql`((${at}) at time zone ${zone} - interval '28 hours')::date`;
}
