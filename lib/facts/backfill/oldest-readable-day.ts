import { Temporal } from "temporal-polyfill";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";

const keptMonths = 37;
/** Meta's floor moves at midnight in the account's zone and was seen one day off: a little inside it nothing can go wrong. */
const margin = 3;

/** The oldest day that is safe to ask for: 37 calendar months before today in the account's zone, plus 3 days (graph-api.md §3.7, C26). */
export function oldestReadableDay(timeZone: string, now: Temporal.Instant): CalendarDay {
  const floor = Temporal.PlainDate.from(dayIn(timeZone, now)).subtract({ months: keptMonths });
  return addDays(floor.toString() as CalendarDay, margin);
}
