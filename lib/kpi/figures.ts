import { isRatio, ratioDefinitions } from "@/lib/kpi/catalogue";
import { Decimal } from "@/lib/values/decimal";
import { type FactMetric, factMetrics, type Metric, type RatioMetric } from "@/lib/values/metric";

/** Stored metrics of one row or one sum; null is "not measured", never 0 (R3). */
export type FactFigures = Readonly<Record<FactMetric, Decimal | null>>;

/** A figure of a period, and the number of rows that stand behind it. */
export interface PeriodFigure {
  readonly value: Decimal | null;
  readonly days: number;
  /** Ratios only: the two sums the value is made of. */
  readonly of?: { readonly numerator: Decimal | null; readonly denominator: Decimal | null };
}

/** Exact sums metric by metric: the measured rows add up, null only where none is measured (product.md, Metrics). */
export function sumFigures(rows: readonly FactFigures[]): Record<FactMetric, Decimal | null> {
  const sums = {} as Record<FactMetric, Decimal | null>;
  const counted = rows.map((row): CountedRow => ({ row, days: 1 }));
  for (const metric of factMetrics) sums[metric] = sumWithDays(counted, metric).value;
  return sums;
}

/**
 * Reads any metric over rows of account-days; every sum is made once, however many ratios stand on it. A ratio is the ratio of two sums over
 * the days on which **both** are measured: a month's spend over half a month's reservations would be a cost that never was. `daysOf`: how many days
 * a row is, where some are several added up; the metrics of such a row are measured on all of its days or on none.
 */
export function periodOf(
  rows: readonly FactFigures[],
  daysOf: readonly number[] = rows.map(() => 1),
): (metric: Metric) => PeriodFigure {
  const known = new Map<Metric, PeriodFigure>();
  const counted = rows.map((row, index): CountedRow => ({ row, days: daysOf[index] ?? 1 }));
  const all = counted.reduce((sum, { days }) => sum + days, 0);
  const measure = (metric: Metric): PeriodFigure => {
    if (!isRatio(metric)) return sumWithDays(counted, metric);
    const { numerator, denominator, scale } = ratioDefinitions[metric];
    const isWhole = [numerator, denominator].every((input) => figure(input).days === all);
    const both = isWhole
      ? []
      : counted.filter(({ row }) => row[numerator] !== null && row[denominator] !== null);
    const [top, bottom] = [numerator, denominator].map((input) =>
      isWhole ? figure(input) : sumWithDays(both, input),
    );
    const of = { numerator: top?.value ?? null, denominator: bottom?.value ?? null };
    return {
      value: divide(of.numerator, of.denominator, scale),
      days: isWhole ? all : both.reduce((sum, { days }) => sum + days, 0),
      of,
    };
  };
  const figure = (metric: Metric): PeriodFigure => {
    const before = known.get(metric);
    if (before) return before;
    const made = measure(metric);
    known.set(metric, made);
    return made;
  };
  return figure;
}

/** A ratio from sums; null where an input is not measured or the denominator is 0 (R8). */
export function ratioOf(metric: RatioMetric, sums: FactFigures): Decimal | null {
  const { numerator, denominator, scale } = ratioDefinitions[metric];
  return divide(sums[numerator], sums[denominator], scale);
}

interface CountedRow {
  readonly row: FactFigures;
  readonly days: number;
}

function sumWithDays(
  rows: readonly CountedRow[],
  metric: FactMetric,
): { value: Decimal | null; days: number } {
  let total: Decimal | null = null;
  let count = 0;
  for (const { row, days } of rows) {
    const value = row[metric];
    if (value === null) continue;
    total = total === null ? value : total.plus(value);
    count += days;
  }
  return { value: total, days: count };
}

/** Digits after the point that a quotient keeps: far more than any screen shows, few enough to read in the document. */
const quotientDigits = 12;

function divide(numerator: Decimal | null, denominator: Decimal | null, scale: number): Decimal | null {
  if (numerator === null || denominator === null || denominator.isZero()) return null;
  return numerator.times(scale).dividedBy(denominator).toDecimalPlaces(quotientDigits, Decimal.ROUND_HALF_UP);
}
