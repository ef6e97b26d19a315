import { type DayState, dayState } from "@/lib/facts/day-state";
import { hasNoDelivery } from "@/lib/report/delivery";
import type { Report } from "@/lib/report/document";
import type { AccountDay, ReportInput } from "@/lib/report/input";
import type { FactDays, MonthFacts } from "@/lib/report/month-facts";
import { valuesOf } from "@/lib/report/values-of";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { daysOf, windowLength } from "@/lib/values/window";

/** Every calendar day of the month; a day without a row has no figures, never zeros (incidents 6, 24). Grain: account × day. */
export function dailyOf(facts: MonthFacts, input: ReportInput): Report["daily"] {
  const currency = facts.days.at(-1)?.currency;
  const rows = new Map(facts.days.map((day) => [day.date, day]));
  return daysOf(facts.window).map((date) => {
    const row = rows.get(date) ?? null;
    return {
      date,
      state: stateOf(date, row, input),
      no_delivery: row !== null && hasNoDelivery(row),
      ...(row !== null && row.currency !== currency ? { currency: row.currency } : {}),
      figures: row === null ? null : valuesOf(row.figures),
    };
  });
}

/** Days collected of days expected by now, the month's length, and why each missing day is missing. */
export function coverageOf(facts: MonthFacts<FactDays>, input: StateInput): Report["coverage"] {
  const expected = facts.expected ? windowLength(facts.expected) : 0;
  return {
    days: expected - facts.missing.length,
    expected,
    calendar: windowLength(facts.window),
    missing: facts.missing.map((date) => ({ date, reason: reasonOf(stateOf(date, null, input)) })),
  };
}

type StateInput = Pick<ReportInput, "now" | "account" | "attempts">;

/** null for a day that nobody owes: before collection begins, or not due yet. */
function stateOf(date: CalendarDay, row: AccountDay | null, input: StateInput): DayState | null {
  if (row === null && date < input.account.collectFrom) return null;
  const lastAttempt = input.attempts.find((attempt) => attempt.date === date) ?? null;
  return dayState({ date, row, lastAttempt, now: input.now, zone: input.account.zone });
}

/** An expected day without a row is one of these three; a state that needs a row cannot come here. */
function reasonOf(state: DayState | null): "failed" | "missing" | "late" {
  return state === "failed" || state === "late" ? state : "missing";
}
