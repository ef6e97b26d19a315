import type { Report } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import type { MonthFacts } from "@/lib/report/month-facts";
import { isAboutMonth, missingReason, periodState } from "@/lib/report/periods";
import { toDecimalText } from "@/lib/values/decimal";

/** People reached in exactly the month's days, as Meta answered for those days together; otherwise why not. Never a sum (R8, incident 14). */
export function reachOf(facts: MonthFacts, input: ReportInput): Report["reach"] {
  const [newest] = input.reach
    .filter((asked) => isAboutMonth(asked, facts, input))
    .sort((a, b) => (a.window.until < b.window.until ? 1 : -1));
  if (!newest) return { unavailable: "not_collected" };
  const { reach, frequency, window, observedAt } = newest;
  if (reach === null) return { unavailable: missingReason(newest.unavailable ?? "not_reported") };
  return {
    value: toDecimalText(reach),
    frequency: frequency && toDecimalText(frequency),
    window: { since: window.since, until: window.until },
    state: periodState(newest, input),
    observed_at: observedAt.toString(),
  };
}
