import type { ReportInput } from "@/lib/report/input";
import type { FactDays, MonthFacts } from "@/lib/report/month-facts";
import type { CalendarDay } from "@/lib/values/calendar-day";

/** A stored day on which nothing ran, or several: spend and impressions are 0, and neither is ever under it (product.md, States). Conversions may still be booked on it (C09). */
export function hasNoDelivery(day: Pick<FactDays, "figures">): boolean {
  const { total_spend: spend, total_impressions: impressions } = day.figures;
  return (spend?.isZero() ?? true) && (impressions?.isZero() ?? true);
}

/** Whether nothing ran in the month. Only said where every expected day is stored: a gap is not a zero (incident 6). */
export function ranNothing(facts: MonthFacts<FactDays>): boolean {
  return facts.days.length > 0 && facts.missing.length === 0 && facts.days.every(hasNoDelivery);
}

/** Newest day with delivery up to the month's end: in the month itself, or as the input knows it from before. */
export function lastDelivery(facts: MonthFacts, input: ReportInput): CalendarDay | null {
  return facts.days.findLast((day) => !hasNoDelivery(day))?.date ?? input.lastDelivery;
}
