import { inputsOf, isRatio, ratioDefinitions } from "@/lib/kpi/catalogue";
import { Decimal, zero } from "@/lib/values/decimal";
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
  for (const metric of factMetrics) sums[metric] = sumOf(rows, metric);
  return sums;
}

/**
 * A metric over rows of account-days. A ratio is the ratio of two sums over the days on which **both** are measured: a month's spend over
 * half a month's reservations would be a cost that never was.
 */
export function periodFigure(rows: readonly FactFigures[], metric: Metric): PeriodFigure {
  const inputs = inputsOf(metric);
  const measured = rows.filter((row) => inputs.every((input) => row[input] !== null));
  if (!isRatio(metric)) return { value: sumOf(measured, metric), days: measured.length };
  const definition = ratioDefinitions[metric];
  const of = {
    numerator: sumOf(measured, definition.numerator),
    denominator: sumOf(measured, definition.denominator),
  };
  return { value: divide(of.numerator, of.denominator, definition.scale), days: measured.length, of };
}

/** A ratio from sums; null where an input is not measured or the denominator is 0 (R8). */
export function ratioOf(metric: RatioMetric, sums: FactFigures): Decimal | null {
  const { numerator, denominator, scale } = ratioDefinitions[metric];
  return divide(sums[numerator], sums[denominator], scale);
}

function sumOf(rows: readonly FactFigures[], metric: FactMetric): Decimal | null {
  let total: Decimal | null = null;
  for (const row of rows) {
    const value = row[metric];
    if (value !== null) total = (total ?? zero).plus(value);
  }
  return total;
}

/** Digits after the point that a quotient keeps: far more than any screen shows, few enough to read in the document. */
const quotientDigits = 12;

function divide(numerator: Decimal | null, denominator: Decimal | null, scale: number): Decimal | null {
  if (numerator === null || denominator === null || denominator.isZero()) return null;
  return numerator.times(scale).dividedBy(denominator).toDecimalPlaces(quotientDigits, Decimal.ROUND_HALF_UP);
}
