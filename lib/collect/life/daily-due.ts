import type { Temporal } from "temporal-polyfill";
import { addDays, dayIn, instantAt } from "@/lib/values/calendar-day";

const morning = "04:00";

/** The newest 04:00 on the clocks of the zone: what was looked at since then has been looked at today (architecture.md §6.3). Pure. */
export function newestMorning(zone: string, now: Temporal.Instant): Temporal.Instant {
  const today = dayIn(zone, now);
  const begun = instantAt(zone, today, morning);
  return begun.epochNanoseconds <= now.epochNanoseconds
    ? begun
    : instantAt(zone, addDays(today, -1), morning);
}
