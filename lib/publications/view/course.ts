import { shownDayState } from "@/lib/report/day-figure-state";
import type { Report } from "@/lib/report/document";
import { resultOf } from "@/lib/report/result";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { weekday } from "@/lib/values/calendar-day";
import { parseDecimal, toDecimalText } from "@/lib/values/decimal";

/** One day of the chart. Values are exact decimal text; null means no row (a gap) or not measured, never 0. */
export interface CourseDay {
  readonly date: string;
  readonly weekend: boolean;
  /** Should have a row by now and has none. */
  readonly gap: boolean;
  /** Campaigns do not add up to the account in this figure on this day (R7). */
  readonly spendDiffers: boolean;
  readonly resultDiffers: boolean;
  /** Conversions of this day may still be restated. */
  readonly mayChange: boolean;
  /** null: the day is not over. */
  readonly state: ReturnType<typeof shownDayState>;
  readonly noDelivery: boolean;
  readonly spend: string | null;
  /** The day's spend where it is not in the report's currency: named in the table, never drawn or averaged with the others (R8). */
  readonly otherSpend: { readonly amount: string; readonly currency: string } | null;
  readonly result: string | null;
}

/** What the sentence above the chart says. */
export type CourseFinding =
  | { readonly kind: "gaps"; readonly days: readonly string[]; readonly complete: number }
  /** Amounts of two currencies: no day is the month's best (R8). */
  | { readonly kind: "currencies" }
  | {
      readonly kind: "results" | "spend";
      readonly average: string;
      readonly best: string;
      readonly days: readonly string[];
    };

export interface Course {
  readonly days: readonly CourseDay[];
  readonly hasResults: boolean;
  readonly finding: CourseFinding | null;
}

/** The month day by day, with the finding by fixed rules: gaps first (worse news), then the best day for results, else for spend. */
export function courseOf(report: Report): Course {
  const metric = resultOf(report);
  const missing = new Set(report.coverage.missing.map((item) => item.date));
  const differs = (date: string, key: string) =>
    report.unreconciled.some((item) => item.date === date && item.metric === key);
  const days = report.daily.map((entry): CourseDay => {
    const gap = missing.has(entry.date);
    const spend = entry.figures?.total_spend ?? null;
    return {
      date: entry.date,
      weekend: weekday(entry.date as CalendarDay) >= 6,
      gap,
      spendDiffers: differs(entry.date, "total_spend"),
      resultDiffers: metric !== null && differs(entry.date, metric),
      mayChange:
        report.may_change !== null && entry.figures !== null && entry.date >= report.may_change.since,
      state: shownDayState(report, entry),
      noDelivery: entry.no_delivery,
      spend: entry.currency ? null : spend,
      otherSpend: entry.currency && spend !== null ? { amount: spend, currency: entry.currency } : null,
      result: metric === null ? null : (entry.figures?.[metric] ?? null),
    };
  });
  const hasResults = days.some((day) => day.result !== null);
  return { days, hasResults, finding: findingOf(days, hasResults) };
}

function findingOf(days: readonly CourseDay[], hasResults: boolean): CourseFinding | null {
  const gaps = days.filter((day) => day.gap).map((day) => day.date);
  const read = days.filter((day) => day.spend !== null || day.otherSpend !== null);
  if (read.length === 0) return null;
  if (gaps.length > 0) return { kind: "gaps", days: gaps, complete: read.length };
  for (const kind of hasResults ? (["results", "spend"] as const) : (["spend"] as const)) {
    // An average of some days would be taken for that of the month.
    if (kind === "spend" && days.some((day) => day.otherSpend !== null)) return { kind: "currencies" };
    const values = days
      .map((day) => ({ date: day.date, text: kind === "results" ? day.result : day.spend }))
      .flatMap(({ date, text }) => (text === null ? [] : [{ date, amount: parseDecimal(text) }]));
    const [first] = values;
    if (!first) continue;
    const best = values.reduce((top, { amount }) => (amount.gt(top) ? amount : top), first.amount);
    if (best.lte(0)) continue;
    const total = values.reduce((acc, { amount }) => acc.plus(amount), best.minus(best));
    return {
      kind,
      average: toDecimalText(total.dividedBy(values.length).toDecimalPlaces(6)),
      best: toDecimalText(best),
      days: values.filter(({ amount }) => amount.eq(best)).map(({ date }) => date),
    };
  }
  return null;
}
