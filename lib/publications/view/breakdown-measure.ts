import type { Report, ReportMetric } from "@/lib/report/document";
import { resultOf } from "@/lib/report/result";
import { type Decimal, parseDecimal, sum, zero } from "@/lib/values/decimal";

export type ReadBreakdown = Extract<Report["breakdowns"]["age_gender"], { rows: unknown }>;
export type BreakdownRow = ReadBreakdown["rows"][number];

/** What a breakdown is told in: the client's result where its rows have it, else the spend. */
export function measureOf(report: Report, breakdown: ReadBreakdown): ReportMetric {
  const result = resultOf(report);
  const isKnown = result !== null && breakdown.rows.some(({ figures }) => amountOf(figures, result).gt(0));
  return isKnown ? result : "total_spend";
}

/** A row's value; 0 where it has none, because parts are added up here. */
export function amountOf(figures: BreakdownRow["figures"], metric: ReportMetric): Decimal {
  const text = figures[metric];
  return text ? parseDecimal(text) : zero;
}

/** What the rows add up to. */
export function totalOf(rows: readonly BreakdownRow[], metric: ReportMetric): Decimal {
  return sum(rows.map(({ figures }) => amountOf(figures, metric)));
}

/** Under this many results nothing is said of who or where they came from (R9). */
export const enoughResults = 10;
