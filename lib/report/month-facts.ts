import { ageWhenRead, conversionsSettleAfter, dueAt, expectedDays } from "@/lib/facts/day-state";
import type { Report } from "@/lib/report/document";
import type { AccountDay, ReportInput } from "@/lib/report/input";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";
import { daysOf, type Window } from "@/lib/values/window";

/** One month of the account: what is stored, what should be. */
export interface MonthFacts {
  readonly month: CalendarMonth;
  readonly window: Window;
  /** Days that have a row, oldest first. */
  readonly days: readonly AccountDay[];
  /** Days that should have a row by now, oldest first; empty before the first is due. */
  readonly expected: readonly CalendarDay[];
  /** Expected days without a row. */
  readonly missing: readonly CalendarDay[];
}

/** The rows and expectations of one of the input's thirteen months. */
export function monthFacts(input: ReportInput, month: CalendarMonth): MonthFacts {
  const { zone, collectFrom } = input.account;
  const days = input.days
    .filter((day) => monthOf(day.date) === month)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const due = expectedDays(month, collectFrom, input.now, zone);
  const expected = due ? daysOf(due) : [];
  const stored = new Set(days.map((day) => day.date));
  return {
    month,
    window: monthWindow(month),
    days,
    expected,
    missing: expected.filter((day) => !stored.has(day)),
  };
}

/** Whether the day's conversions may still be restated: last read less than 28 days after it. */
export function mayStillChange(day: AccountDay, zone: string): boolean {
  return ageWhenRead(day.date, day.observedAt, zone) < conversionsSettleAfter;
}

/**
 * State of the month (product.md, States): first of open, incomplete, provisional, settled. A month is open until its last day is due, so
 * that it is never taken for complete in the hours before that day is collected. A month without any row is incomplete, not settled.
 */
export function monthState(facts: MonthFacts, input: ReportInput): Report["state"] {
  const { zone } = input.account;
  if (input.now.epochNanoseconds < dueAt(facts.window.until, zone).epochNanoseconds) return "open";
  if (facts.missing.length > 0 || facts.days.length === 0) return "incomplete";
  return facts.days.some((day) => mayStillChange(day, zone)) ? "provisional" : "settled";
}
