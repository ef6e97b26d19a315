import { conversionsSettleAfter } from "@/lib/facts/day-state";
import type { Report } from "@/lib/report/document";
import type { AccountDay } from "@/lib/report/input";
import { type MonthFacts, mayStillChange } from "@/lib/report/month-facts";
import { addDays } from "@/lib/values/calendar-day";

/** The day of the month that Meta was asked for last; of several, the newest. null without any row. */
export function lastRead(days: readonly AccountDay[]): AccountDay | null {
  return days.reduce<AccountDay | null>(
    (newest, day) =>
      newest !== null && day.observedAt.epochNanoseconds < newest.observedAt.epochNanoseconds ? newest : day,
    null,
  );
}

/** From the first stored day whose conversions may still be restated to 28 days after the month's end; null once all are settled. */
export function mayChange(facts: MonthFacts): Report["may_change"] {
  const first = facts.days.find(mayStillChange);
  return first ? { since: first.date, until: addDays(facts.window.until, conversionsSettleAfter) } : null;
}
