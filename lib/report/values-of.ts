import { isRatio } from "@/lib/kpi/catalogue";
import { type FactFigures, ratioOf } from "@/lib/kpi/figures";
import { metricKeys, type ReportMetric } from "@/lib/report/document";
import { type DecimalText, toDecimalText } from "@/lib/values/decimal";

/**
 * Every metric of one row or one sum as the document writes it: exact decimal text, null where there is none. Ratios are made from the
 * sums; those in `without` stay null.
 */
export function valuesOf(
  figures: FactFigures,
  without: ReadonlySet<ReportMetric> = new Set(),
): Record<ReportMetric, DecimalText | null> {
  const values = {} as Record<ReportMetric, DecimalText | null>;
  for (const metric of metricKeys) {
    const value = without.has(metric) ? null : isRatio(metric) ? ratioOf(metric, figures) : figures[metric];
    values[metric] = value === null ? null : toDecimalText(value);
  }
  return values;
}
