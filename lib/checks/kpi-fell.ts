import { byKpi, type KpiAnswer } from "@/lib/checks/by-kpi";
import type { CheckInput } from "@/lib/checks/check-input";
import { type DayLine, monthsOf, spendOf } from "@/lib/checks/day-line";
import type { CheckOutcome } from "@/lib/checks/outcome";
import { baselineOf, expectedFor } from "@/lib/checks/same-weekdays";
import { silenceOf } from "@/lib/checks/spend-without-conversions";
import { type Decimal, sum, toDecimalText } from "@/lib/values/decimal";
import type { MappedKpi } from "@/lib/values/metric";

/**
 * A KPI (subject) that fell by more than half against the same days of the week, and by more than chance does: a week that ends
 * `conversions_lag_days` ago, because the newest days' conversions are still coming in, against the median of the weeks before, scaled down
 * where less was spent. Under `conversions_least` nothing is said; a KPI that fell silent is said there. Pure.
 */
export function kpiFell(input: CheckInput, line: DayLine): CheckOutcome {
  return byKpi(input.measured, (kpi) => fallOf(input, line, kpi));
}

function fallOf(input: CheckInput, line: DayLine, kpi: MappedKpi): KpiAnswer {
  const { thresholds } = input;
  if (line.newestStored === null || line.newestStored > 1) return "not_read_recently";
  const ages = Array.from({ length: thresholds.kpi_days }, (_, day) => day + thresholds.conversions_lag_days);
  const days = ages.flatMap((age) => line.at(age) ?? []);
  if (days.length < ages.length) return "days_missing";
  const values = days.flatMap(({ figures }) => figures[kpi] ?? []);
  if (values.length < days.length) return "too_little_history";
  const spend = sum(days.flatMap(({ figures }) => figures.total_spend ?? []));
  if (spend.isZero()) return "no_delivery";
  const baseline = baselineOf(line, kpi, ages, thresholds);
  if (!baseline) return "too_little_history";
  const expected = expectedFor(baseline, spend);
  if (expected.lt(thresholds.conversions_least)) return "too_few_conversions";
  const now = sum(values);
  const hasFallen =
    now.lt(expected.times(thresholds.kpi_fell_below)) &&
    isBeyondChance(now, expected, thresholds.kpi_deviations) &&
    baseline.sums.every((week) => now.lt(week));
  if (!hasFallen || typeof silenceOf(input, line, kpi) === "object") return "fine";
  const dates = days.map(({ date }) => date).reverse();
  return {
    subject: kpi,
    severity: "normal",
    message: `${kpi} fell: ${toDecimalText(now)} from ${dates[0]} to ${dates.at(-1)}, usually ${toDecimalText(expected.toDecimalPlaces(1))}.`,
    evidence: {
      days: dates,
      value: toDecimalText(now),
      usual: toDecimalText(expected.toDecimalPlaces(1)),
      // Under ten no percentage, here as on the report (R9).
      share: now.lt(thresholds.conversions_least)
        ? null
        : toDecimalText(now.dividedBy(expected).toDecimalPlaces(4)),
      weeks: baseline.sums.map(toDecimalText),
      spend: spendOf(days),
    },
    months: monthsOf(dates),
    amount: spendOf(days),
  };
}

/** A pure count of this size strays by its square root. */
function isBeyondChance(now: Decimal, expected: Decimal, deviations: number): boolean {
  return expected.minus(now).gte(expected.sqrt().times(deviations));
}
