import type { CheckedDay } from "@/lib/checks/check-input";
import { type DayLine, median } from "@/lib/checks/day-line";
import type { Thresholds } from "@/lib/checks/thresholds";
import { Decimal, zero } from "@/lib/values/decimal";
import type { MappedKpi } from "@/lib/values/metric";

/** What some days usually bring, from the same days of the week in the weeks before them. */
export interface Baseline {
  /** Conversions, by weight, one sum a week. */
  readonly sums: readonly Decimal[];
  readonly median: Decimal;
  /** Median spend of those weeks. */
  readonly spend: Decimal;
}

/**
 * Sums of a KPI over the same days of the week, in as many whole weeks before as `baseline_weeks`, and their median: a sum of several days is
 * steady where one day's count is not, and a shift by whole weeks keeps weekends against weekends. A week with a day that is missing or not
 * measured, or in which nothing was delivered, is left out; null when fewer than `baseline_least_weeks` remain. `weight`: how much of a day's
 * conversions has come in by now, by its age. Pure.
 */
export function baselineOf(
  line: DayLine,
  kpi: MappedKpi,
  ages: readonly number[],
  { baseline_weeks: weeks, baseline_least_weeks: least }: Thresholds,
  weight: (age: number) => number = () => 1,
): Baseline | null {
  const span = Math.ceil((Math.max(...ages) - Math.min(...ages) + 1) / 7) * 7;
  const sums: Decimal[] = [];
  const spends: Decimal[] = [];
  for (let week = 1; week <= weeks; week += 1) {
    let [conversions, spend]: [Decimal | null, Decimal] = [zero, zero];
    for (const age of ages) {
      const day: CheckedDay | null = line.at(age + span * week);
      const value = day?.figures[kpi] ?? null;
      if (!day || value === null) {
        conversions = null;
        break;
      }
      conversions = conversions.plus(value.times(weight(age)));
      spend = spend.plus(day.figures.total_spend ?? zero);
    }
    if (conversions === null || spend.isZero()) continue;
    sums.push(conversions);
    spends.push(spend);
  }
  const middle = median(sums);
  const spend = median(spends);
  return sums.length < least || !middle || !spend ? null : { sums, median: middle, spend };
}

/**
 * The usual conversions, less where less was spent: the end of a season takes budget and bookings together, and that is no fault. More spend
 * promises nothing.
 */
export function expectedFor(baseline: Baseline, spend: Decimal): Decimal {
  return baseline.median.times(Decimal.min(1, spend.dividedBy(baseline.spend)));
}
