import { byKpi, type KpiAnswer } from "@/lib/checks/by-kpi";
import type { CheckInput } from "@/lib/checks/check-input";
import { type DayLine, delivered, monthsOf, spendOf } from "@/lib/checks/day-line";
import type { CheckOutcome } from "@/lib/checks/outcome";
import { baselineOf, expectedFor } from "@/lib/checks/same-weekdays";
import { sum, toDecimalText } from "@/lib/values/decimal";
import { type MappedKpi, mappedKpis } from "@/lib/values/metric";

/** Steps before a booking are page views; these are what an agency is paid for. */
export const resultKpis = mappedKpis.filter((kpi) => !kpi.startsWith("booking_step"));

/** Days of a silence that are compared: its first two weeks, so that a long one keeps the baseline it began with. */
const comparedDays = 14;

/** Share of a day's conversions that has come in on the first mornings after it; a cautious guess, all of them from the fourth on. */
const arrived = [0.5, 0.75, 0.9];

/**
 * Spend but no conversions of a kind that the client normally has (subject: the KPI): at least `silent_days` days with delivery in a row, up to
 * the newest stored one, that would have brought `silent_expected` by now. A small client is silent for longer before it is said. Days without
 * delivery are no part of the row, missing ones end it. Pure.
 */
export function spendWithoutConversions(input: CheckInput, line: DayLine): CheckOutcome {
  return byKpi(
    input.measured.filter((kpi) => resultKpis.includes(kpi)),
    (kpi) => silenceOf(input, line, kpi),
  );
}

/** The silence of one KPI: a finding, fine, or why nothing can be said. */
export function silenceOf({ thresholds }: CheckInput, line: DayLine, kpi: MappedKpi): KpiAnswer {
  if (line.newestStored === null || line.newestStored > 1) return "not_read_recently";
  const { ages, endedBy } = zeroDays(line, kpi, line.newestStored);
  if (ages.length < thresholds.silent_days) {
    return ages.length > 0 && endedBy === "missing" ? "days_missing" : "fine";
  }
  const compared = ages.slice(-comparedDays);
  const baseline = baselineOf(line, kpi, compared, thresholds, (age) => arrived[age] ?? 1);
  if (!baseline) return "too_little_history";
  const days = compared.flatMap((age) => line.at(age) ?? []);
  const spend = sum(days.flatMap(({ figures }) => figures.total_spend ?? []));
  const expected = expectedFor(baseline, spend);
  if (expected.lt(thresholds.silent_expected) || baseline.sums.some((week) => week.isZero())) {
    return compared.length < comparedDays ? "fine" : "too_few_conversions";
  }
  const silent = ages.flatMap((age) => line.at(age) ?? []).reverse();
  const dates = silent.map(({ date }) => date);
  return {
    subject: kpi,
    severity: "normal",
    message: `Spend without conversions: no ${kpi} on ${silent.length} days with spend, since ${dates[0]}.`,
    evidence: {
      days: dates,
      spend: spendOf(silent),
      usual: toDecimalText(expected.toDecimalPlaces(1)),
      weeks: baseline.sums.map(toDecimalText),
    },
    months: monthsOf(dates),
    amount: spendOf(silent),
  };
}

/** Ages of the delivering days in a row without this KPI, newest first, and what ended the row. */
function zeroDays(
  line: DayLine,
  kpi: MappedKpi,
  from: number,
): { readonly ages: number[]; readonly endedBy: "conversion" | "missing" } {
  const ages: number[] = [];
  for (let age = from; age < line.length; age += 1) {
    const day = line.at(age);
    const value = day?.figures[kpi];
    if (!day || !value) return { ages, endedBy: "missing" };
    if (value.gt(0)) return { ages, endedBy: "conversion" };
    if (delivered(day)) ages.push(age);
  }
  return { ages, endedBy: "missing" };
}
