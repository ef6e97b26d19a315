import type { Temporal } from "temporal-polyfill";
import { conversionsSettleAfter, dueAt, expectedDays } from "@/lib/facts/day-state";
import { type AddedDays, hasNumber, numbersOf } from "@/lib/kpi/added-days";
import type { Report } from "@/lib/report/document";
import type { AccountDay, ReportInput } from "@/lib/report/input";
import { type CalendarDay, dayIn, daysBetween } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";
import { daysOf, type Window } from "@/lib/values/window";

/**
 * A stored day, or several that are alike but for their figures, as far as the rules of a month's overview look at it. `ageWhenRead`: how old it was
 * when it was last read, in days of the account's calendar, of several the youngest.
 */
export interface FactDays
  extends AddedDays,
    Pick<AccountDay, "currency" | "zone" | "reconciled" | "differences"> {
  readonly ageWhenRead: number;
}

/** A stored day and how old it was when it was last read. */
export interface ReadDay extends AccountDay {
  readonly ageWhenRead: number;
}

/** One month of the account: what is stored, what should be. */
export interface MonthFacts<Day extends FactDays = ReadDay> {
  readonly month: CalendarMonth;
  readonly window: Window;
  /** Days that have a row, oldest first. */
  readonly days: readonly Day[];
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
type MonthsInput = Pick<ReportInput, "now" | "month" | "account">;

/** Sorts the input's account-days into its months. */
export function reportMonths(input: MonthsInput & Pick<ReportInput, "days">): ReportMonths {
  const facts = factsBefore(input, withAges(input.days, input.account.zone));
  const [own, previous, yearAgo] = [facts(0), facts(1), facts(12)];
  const between = Array.from({ length: 10 }, (_, index) => facts(11 - index));
  return { own, previous, yearAgo, all: [yearAgo, ...between, previous, own] };
}

/** The same of the month and the one before it alone, for lists, which show no more. */
export function comparedMonths(
  input: MonthsInput & { readonly days: readonly FactDays[] },
): Readonly<Record<"own" | "previous", MonthFacts<FactDays>>> {
  const facts = factsBefore(input, input.days);
  return { own: facts(0), previous: facts(1) };
}

/** Days with how old each was when it was last read, on the clocks of `zone`. */
export function withAges(days: readonly AccountDay[], zone: string): ReadDay[] {
  const readOn = localDays(zone);
  return days.map((day) => ({ ...day, ageWhenRead: daysBetween(day.date, readOn(day.observedAt)) }));
}

function factsBefore<Day extends FactDays>(
  input: MonthsInput,
  days: readonly Day[],
): (monthsBack: number) => MonthFacts<Day> {
  const rows = Map.groupBy(days, (day) => monthOf(day.date));
  return (monthsBack) => {
    const month = addMonths(input.month, -monthsBack);
    return monthFacts(input, month, rows.get(month) ?? []);
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

function monthFacts<Day extends FactDays>(
  input: MonthsInput,
  month: CalendarMonth,
  rows: readonly Day[],
): MonthFacts<Day> {
  const { zone, collectFrom } = input.account;
  const expected = expectedDays(month, collectFrom, input.now, zone);
  return {
    month,
    window: monthWindow(month),
    days: [...rows].sort((a, b) => (a.date < b.date ? -1 : 1)),
    currencies: [...new Set(rows.map((day) => day.currency))].sort(),
    expected,
    missing: expected ? daysWithoutRow(expected, rows) : [],
  };
}

function daysWithoutRow(expected: Window, rows: readonly AddedDays[]): CalendarDay[] {
  const stored = rows.reduce((numbers, day) => numbers | numbersOf(day), 0);
  const [first, last] = [expected.since, expected.until].map((day) => Number(day.slice(8)));
  const wanted = ((2 ** (last ?? 0) - 1) & ~(2 ** ((first ?? 1) - 1) - 1)) | 0;
  // Nearly every month is complete; then its days need not be listed.
  if ((stored & wanted) === wanted) return [];
  return daysOf(expected).filter((date) => !hasNumber(stored, Number(date.slice(8))));
}

/** Whether the day's conversions may still be restated: last read less than 28 days after it. */
export function mayStillChange(day: Pick<FactDays, "ageWhenRead">): boolean {
  return day.ageWhenRead < conversionsSettleAfter;
}

/**
 * State of the month (product.md, States): first of open, incomplete, provisional, settled. A month is open until its last day is due, so
 * that it is never taken for complete in the hours before that day is collected. A month without any row is incomplete, not settled.
 */
export function monthState(facts: MonthFacts<FactDays>, input: MonthsInput): Report["state"] {
  const { zone } = input.account;
  if (input.now.epochNanoseconds < dueAt(facts.window.until, zone).epochNanoseconds) return "open";
  if (facts.missing.length > 0 || facts.days.length === 0) return "incomplete";
  return facts.days.some(mayStillChange) ? "provisional" : "settled";
}
