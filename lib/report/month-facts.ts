import type { Temporal } from "temporal-polyfill";
import { conversionsSettleAfter, dueAt, expectedDays } from "@/lib/facts/day-state";
import type { Report } from "@/lib/report/document";
import type { AccountDay, ReportInput } from "@/lib/report/input";
import { type CalendarDay, dayIn, daysBetween } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";
import { contains, daysOf, type Window, windowLength } from "@/lib/values/window";

/** A stored day and how old it was when it was last read, in days of the account's calendar. */
export interface ReadDay extends AccountDay {
  readonly ageWhenRead: number;
}

/** One month of the account: what is stored, what should be. */
export interface MonthFacts {
  readonly month: CalendarMonth;
  readonly window: Window;
  /** Days that have a row, oldest first. */
  readonly days: readonly ReadDay[];
  /** Currencies of these days, each once; a sum of amounts has a meaning only where there is one (R8). */
  readonly currencies: readonly string[];
  /** Days that should have a row by now; null before the first is due. */
  readonly expected: Window | null;
  /** Expected days without a row, oldest first. */
  readonly missing: readonly CalendarDay[];
}

/** The months a report is made of; `all` are thirteen, oldest first, from the same month a year ago to this one. */
export interface ReportMonths {
  readonly own: MonthFacts;
  readonly previous: MonthFacts;
  readonly yearAgo: MonthFacts;
  readonly all: readonly MonthFacts[];
}

/** As much of the input as the facts of its months are made of. */
type MonthsInput = Pick<ReportInput, "now" | "month" | "account" | "days">;

/** Sorts the input's account-days into its months. */
export function reportMonths(input: MonthsInput): ReportMonths {
  const facts = factsBefore(input);
  const [own, previous, yearAgo] = [facts(0), facts(1), facts(12)];
  const between = Array.from({ length: 10 }, (_, index) => facts(11 - index));
  return { own, previous, yearAgo, all: [yearAgo, ...between, previous, own] };
}

/** The same of the month and the one before it alone, for lists, which show no more. */
export function comparedMonths(input: MonthsInput): Pick<ReportMonths, "own" | "previous"> {
  const facts = factsBefore(input);
  return { own: facts(0), previous: facts(1) };
}

function factsBefore(input: MonthsInput): (monthsBack: number) => MonthFacts {
  const rows = Map.groupBy(input.days, (day) => monthOf(day.date));
  const readOn = localDays(input.account.zone);
  return (monthsBack) => {
    const month = addMonths(input.month, -monthsBack);
    return monthFacts(input, month, rows.get(month) ?? [], readOn);
  };
}

/** The local day of an instant, looked up once per instant: the days of one attempt's window share theirs. */
function localDays(zone: string): (instant: Temporal.Instant) => CalendarDay {
  const known = new Map<Temporal.Instant, CalendarDay>();
  return (instant) => {
    const day = known.get(instant) ?? dayIn(zone, instant);
    known.set(instant, day);
    return day;
  };
}

function monthFacts(
  input: MonthsInput,
  month: CalendarMonth,
  rows: readonly AccountDay[],
  readOn: (instant: Temporal.Instant) => CalendarDay,
): MonthFacts {
  const { zone, collectFrom } = input.account;
  const expected = expectedDays(month, collectFrom, input.now, zone);
  return {
    month,
    window: monthWindow(month),
    days: rows
      .map((day) => ({ ...day, ageWhenRead: daysBetween(day.date, readOn(day.observedAt)) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    currencies: [...new Set(rows.map((day) => day.currency))].sort(),
    expected,
    missing: expected ? daysWithoutRow(expected, rows) : [],
  };
}

function daysWithoutRow(expected: Window, rows: readonly AccountDay[]): CalendarDay[] {
  const stored = new Set(rows.map((row) => row.date).filter((date) => contains(expected, date)));
  // Nearly every month is complete; then its days need not be listed.
  if (stored.size === windowLength(expected)) return [];
  return daysOf(expected).filter((date) => !stored.has(date));
}

/** Whether the day's conversions may still be restated: last read less than 28 days after it. */
export function mayStillChange(day: ReadDay): boolean {
  return day.ageWhenRead < conversionsSettleAfter;
}

/**
 * State of the month (product.md, States): first of open, incomplete, provisional, settled. A month is open until its last day is due, so
 * that it is never taken for complete in the hours before that day is collected. A month without any row is incomplete, not settled.
 */
export function monthState(facts: MonthFacts, input: MonthsInput): Report["state"] {
  const { zone } = input.account;
  if (input.now.epochNanoseconds < dueAt(facts.window.until, zone).epochNanoseconds) return "open";
  if (facts.missing.length > 0 || facts.days.length === 0) return "incomplete";
  return facts.days.some(mayStillChange) ? "provisional" : "settled";
}
