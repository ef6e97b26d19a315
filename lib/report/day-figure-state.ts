import { Temporal } from "temporal-polyfill";
import type { DayState } from "@/lib/facts/day-state";
import { inputsOf, isKpi } from "@/lib/kpi/catalogue";
import type { Report, ReportMetric, UnavailableReason } from "@/lib/report/document";
import { settlesAfter } from "@/lib/report/figure-state";
import { dayIn, daysBetween, parseCalendarDay } from "@/lib/values/calendar-day";
import type { FactMetric } from "@/lib/values/metric";

type Day = Report["daily"][number];

/**
 * State of a day of a document, where a day before collection began is told apart from one that is not over (null). Nobody owes either, and the
 * document gives both no state; but the first stand before a day that has one, or in a month that is over.
 */
export function shownDayState(report: Report, { date, state }: Day): DayState | "not_collected" | null {
  if (state !== null) return state;
  const isBefore = report.daily.some((other) => other.state !== null && other.date > date);
  return isBefore || report.state !== "open" ? "not_collected" : null;
}

/**
 * State of one metric on one day of a document, by the rules of a month's figure: spend, impressions and clicks settle after 3 days, conversions
 * after 28, a ratio takes the worst of its inputs, and a day differs only in what does not agree. A day without a row has its own state, a metric
 * that is not there says why. A document knows the oldest read of the days that may change, not each day's: where that leaves it open the figure
 * counts as one that may change.
 */
export function dayFigureState(
  report: Report,
  day: Day,
  metric: ReportMetric,
): DayState | UnavailableReason | null {
  const { figures, state } = day;
  if (figures === null || state === null) return shownDayState(report, day);
  const inputs = inputsOf(metric);
  if ((figures[metric] ?? null) === null) return unavailable(report, figures, metric);
  if (state === "unreconciled") {
    const apart = report.unreconciled.filter(({ date }) => date === day.date).map((item) => item.metric);
    // A day that differs without a word in what: nothing of it counts as right.
    if (apart.length === 0 || inputs.some((input) => apart.includes(input))) return "unreconciled";
  }
  return inputs.some((input) => mayStillChange(report, day, input)) ? "provisional" : "settled";
}

function mayStillChange(report: Report, { date, state }: Day, metric: FactMetric): boolean {
  const { may_change: changing, observed_at: observedAt, time_zone: zone } = report;
  if (state === "settled" || changing === null || report.figures[metric].state === "settled") return false;
  if (date < changing.since || observedAt === null) return false;
  const readOn = dayIn(zone, Temporal.Instant.from(observedAt));
  return daysBetween(parseCalendarDay(date), readOn) < settlesAfter(metric);
}

function unavailable(
  report: Report,
  figures: NonNullable<Day["figures"]>,
  metric: ReportMetric,
): UnavailableReason {
  const ofMonth = report.figures[metric].unavailable;
  if (ofMonth) return ofMonth;
  const lacking = inputsOf(metric).filter((input) => (figures[input] ?? null) === null);
  if (lacking.length === 0) return "no_denominator";
  return lacking.some(isKpi) ? "not_measured" : "not_collected";
}
