import type { Temporal } from "temporal-polyfill";
import { addDays, type CalendarDay, dayIn, instantAt, laterDay, weekday } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** The two passes of an account's day; on Sunday the first reaches further back (architecture.md §6.3). */
export type PassName = "morning" | "noon" | "sunday";

export interface Pass {
  readonly name: PassName;
  /** When it began on the account's clocks. */
  readonly startedAt: Temporal.Instant;
  /** Days read again whatever is stored, always ending yesterday: today is never collected. */
  readonly window: Window;
}

/** Days that each pass reads again: Meta restates for 28 days (graph-api.md §3.7). */
const lookBack: { readonly [Name in PassName]: number } = { morning: 29, noon: 8, sunday: 35 };

const morningTime = "04:00";
const noonTime = "12:00";

/**
 * The pass that an account is in at `now`, by the clocks of its own zone (incident 12): from 04:00 the morning's, from 12:00 noon's, before
 * 04:00 still the noon pass of the day before. A time that DST skips moves forward. Pure.
 */
export function passAt(timeZone: string, now: Temporal.Instant): Pass {
  const today = dayIn(timeZone, now);
  const noon = instantAt(timeZone, today, noonTime);
  if (!isBefore(now, noon)) return pass("noon", today, noon);
  const morning = instantAt(timeZone, today, morningTime);
  if (!isBefore(now, morning)) return pass(weekday(today) === 7 ? "sunday" : "morning", today, morning);
  const yesterday = addDays(today, -1);
  return pass("noon", yesterday, instantAt(timeZone, yesterday, noonTime));
}

function pass(name: PassName, today: CalendarDay, startedAt: Temporal.Instant): Pass {
  const until = addDays(today, -1);
  return { name, startedAt, window: { since: addDays(until, 1 - lookBack[name]), until } };
}

/** The pass's days from `collectFrom` on; null while there is none. */
export function passWindow({ window }: Pass, collectFrom: CalendarDay): Window | null {
  const since = laterDay(window.since, collectFrom);
  return since <= window.until ? { since, until: window.until } : null;
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochNanoseconds < b.epochNanoseconds;
}
