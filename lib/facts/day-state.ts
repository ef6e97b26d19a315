import type { Temporal } from "temporal-polyfill";
import {
  addDays,
  type CalendarDay,
  dayIn,
  daysBetween,
  instantAt,
  laterDay,
} from "@/lib/values/calendar-day";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import type { Window } from "@/lib/values/window";

/** States of one account-day (product.md, States), worst first. */
export const dayStates = ["failed", "missing", "unreconciled", "late", "provisional", "settled"] as const;
export type DayState = (typeof dayStates)[number];

/** Days after which a day's conversions can no longer be restated (graph-api.md §3.7). */
export const conversionsSettleAfter = 28;
/** Days for which spend, impressions and clicks carry the mark. */
export const deliverySettlesAfter = 3;

const dueTime = "04:00";
const lateUntil = "12:00";

/** The last attempt that covers a day and has ended without storing it. */
export interface LastAttempt {
  readonly endedAt: Temporal.Instant;
  /** Whether it is tried again without anybody's help (RETRY, WAIT); false for FIX_*, PERMANENT and the like. */
  readonly willRetry: boolean;
}

/** The row of a stored day, as far as its state needs it. */
export interface StoredDay {
  readonly observedAt: Temporal.Instant;
  readonly reconciled: boolean;
}

/** The instant from which the day is due and counts in `expected`: 04:00 of the next day on the account's clocks. */
export function dueAt(day: CalendarDay, zone: string): Temporal.Instant {
  return instantAt(zone, addDays(day, 1), dueTime);
}

/** Whether the day is due at `now`. */
export function isDue(day: CalendarDay, zone: string, now: Temporal.Instant): boolean {
  return !isBefore(now, dueAt(day, zone));
}

/**
 * Days of the month that should be stored by `now`: from the later of month start and `collectFrom` to the earlier of month end and the
 * newest due day, all in the account's zone (incident 12). null when there is none.
 */
export function expectedDays(
  month: CalendarMonth,
  collectFrom: CalendarDay,
  now: Temporal.Instant,
  zone: string,
): Window | null {
  const { since, until } = monthWindow(month);
  const first = laterDay(since, collectFrom);
  let newest = until;
  while (newest >= first && !isDue(newest, zone, now)) newest = addDays(newest, -1);
  return newest < first ? null : { since: first, until: newest };
}

/**
 * The state of one account-day, or null while it is neither stored nor due. A day without a row is never shown as a zero: it is late
 * while the pass of 04:00 may still bring it, and from 12:00 it is failed (tried) or missing (not tried since it fell due).
 */
export function dayState(input: {
  readonly date: CalendarDay;
  readonly zone: string;
  readonly now: Temporal.Instant;
  readonly row: StoredDay | null;
  readonly lastAttempt: LastAttempt | null;
}): DayState | null {
  const { date, zone, now, row, lastAttempt } = input;
  if (row)
    return storedDayState({ date, observedOn: dayIn(zone, row.observedAt), reconciled: row.reconciled });
  if (!isDue(date, zone, now)) return null;
  if (lastAttempt && !lastAttempt.willRetry) return "failed";
  if (isBefore(now, instantAt(zone, addDays(date, 1), lateUntil))) return "late";
  const triedSinceDue = lastAttempt !== null && !isBefore(lastAttempt.endedAt, dueAt(date, zone));
  return triedSinceDue ? "failed" : "missing";
}

/** The state of a stored account-day that was last read on `observedOn` of the account's calendar. */
export function storedDayState(row: {
  readonly date: CalendarDay;
  readonly observedOn: CalendarDay;
  readonly reconciled: boolean;
}): DayState {
  if (!row.reconciled) return "unreconciled";
  return daysBetween(row.date, row.observedOn) >= conversionsSettleAfter ? "settled" : "provisional";
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochNanoseconds < b.epochNanoseconds;
}
