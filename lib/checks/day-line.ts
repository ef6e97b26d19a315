import type { Temporal } from "temporal-polyfill";
import type { CheckedDay, CheckInput } from "@/lib/checks/check-input";
import { addDays, type CalendarDay, dayIn, daysBetween, instantAt } from "@/lib/values/calendar-day";
import { type CalendarMonth, monthOf } from "@/lib/values/calendar-month";
import { type Decimal, type DecimalText, sum, toDecimalText } from "@/lib/values/decimal";

/** The stored days by their age: 0 is the newest day that should be there, 1 the day before. */
export interface DayLine {
  readonly newest: CalendarDay;
  /** Days from the newest that are stored or may be: ages 0 … length − 1. */
  readonly length: number;
  at(age: number): CheckedDay | null;
  dateAt(age: number): CalendarDay;
  /** Age of the newest stored day; null when none is. */
  readonly newestStored: number | null;
}

/**
 * Lines up a client's days behind the newest one that is expected: yesterday in the account's zone from `late_at` on, the day before until
 * then. Today never counts: it is not collected (incident 46). Pure.
 */
export function lineUp(input: Pick<CheckInput, "days" | "now" | "zone" | "thresholds">): DayLine {
  const newest = newestExpected(input);
  const byAge: (CheckedDay | undefined)[] = [];
  for (const day of input.days) {
    const age = daysBetween(day.date, newest);
    if (age >= 0) byAge[age] = day;
  }
  const newestStored = byAge.findIndex((day) => day !== undefined);
  return {
    newest,
    length: byAge.length,
    at: (age) => byAge[age] ?? null,
    dateAt: (age) => byAge[age]?.date ?? addDays(newest, -age),
    newestStored: newestStored === -1 ? null : newestStored,
  };
}

/** Yesterday from `late_at` on the account's clocks, until then the day before. */
function newestExpected({
  now,
  zone,
  thresholds,
}: Pick<CheckInput, "now" | "zone" | "thresholds">): CalendarDay {
  const today = dayIn(zone, now);
  const isLate = isBefore(instantAt(zone, today, thresholds.late_at), now, true);
  return addDays(today, isLate ? -1 : -2);
}

/** Whether ads ran on the day; product.md calls the other ones "no delivery". */
export function delivered({ figures }: CheckedDay): boolean {
  return Boolean(figures.total_spend?.gt(0) || figures.total_impressions?.gt(0));
}

/** Whether `a` comes before `b`, or with it when `orEqual`. */
export function isBefore(a: Temporal.Instant, b: Temporal.Instant, orEqual = false): boolean {
  return orEqual ? a.epochNanoseconds <= b.epochNanoseconds : a.epochNanoseconds < b.epochNanoseconds;
}

/** Hours from `at` to `now`. */
export function hoursSince(at: Temporal.Instant, now: Temporal.Instant): number {
  return Number(now.epochNanoseconds - at.epochNanoseconds) / 3.6e12;
}

/** Months of some days, each once, oldest first. */
export function monthsOf(days: readonly CalendarDay[]): CalendarMonth[] {
  return [...new Set(days.map(monthOf))].sort();
}

/** Spend of some days, exact. */
export function spendOf(days: readonly CheckedDay[]): DecimalText {
  return toDecimalText(sum(days.flatMap(({ figures }) => figures.total_spend ?? [])));
}

/** The middle value; of two middle ones their mean. Of none there is none. */
export function median(values: readonly Decimal[]): Decimal | null {
  const sorted = [...values].sort((a, b) => a.cmp(b));
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low && high ? low.plus(high).dividedBy(2) : null;
}
