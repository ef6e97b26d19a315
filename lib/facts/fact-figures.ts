import { type SQL, sql } from "drizzle-orm";
import type { FactFigures } from "@/lib/kpi/figures";
import { parseDecimal } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

/** The metric columns of a fact table as they stand; numeric arrives as text, never through a float (incident 42). */
export const metricColumns: SQL = sql.join(
  factMetrics.map((metric) => sql.identifier(metric)),
  sql`, `,
);

/** Sums of the metric columns; null where no row is measured. */
export const metricSums: SQL = sql.join(
  factMetrics.map((metric) => sql`sum(${sql.identifier(metric)}) as ${sql.identifier(metric)}`),
  sql`, `,
);

/** Exact figures of a row read with one of the two lists above. */
export function figuresOf(row: Record<string, unknown>): FactFigures {
  return Object.fromEntries(
    factMetrics.map((metric) => {
      const value = row[metric];
      return [metric, value === null || value === undefined ? null : parseDecimal(String(value))];
    }),
  ) as FactFigures;
}
