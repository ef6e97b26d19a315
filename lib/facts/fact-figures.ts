import { type SQL, sql } from "drizzle-orm";
import type { FactFigures } from "@/lib/kpi/figures";
import { type Decimal, parseDecimal } from "@/lib/values/decimal";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

/** Columns of metrics as they stand; numeric arrives as text, never through a float (incident 42). */
export function metricColumns(metrics: readonly FactMetric[] = factMetrics): SQL {
  return sql.join(
    metrics.map((metric) => sql.identifier(metric)),
    sql`, `,
  );
}

/** Sums of the metric columns; null where no row is measured. */
export const metricSums: SQL = sql.join(
  factMetrics.map((metric) => sql`sum(${sql.identifier(metric)}) as ${sql.identifier(metric)}`),
  sql`, `,
);

/**
 * Exact figures of a row read with one of the two lists above. Asking for a metric that was not read throws: it is not known here, which is
 * something else than "not measured" (R3).
 */
export function figuresOf(
  row: Record<string, unknown>,
  metrics: readonly FactMetric[] = factMetrics,
): FactFigures {
  const figures: Record<FactMetric, Decimal | null> = Object.create(unread(metrics));
  for (const metric of metrics) {
    const value = row[metric];
    figures[metric] = value === null || value === undefined ? null : parseDecimal(String(value));
  }
  return figures;
}

const guards = new Map<readonly FactMetric[], object>();

/** What stands behind figures of which only these metrics were read; one for each list of metrics. */
function unread(read: readonly FactMetric[]): object {
  const known = guards.get(read);
  if (known) return known;
  const guard = {};
  for (const metric of factMetrics.filter((one) => !read.includes(one)))
    Object.defineProperty(guard, metric, {
      get: () => {
        throw new Error(`${metric} was not read.`);
      },
    });
  guards.set(read, guard);
  return guard;
}
