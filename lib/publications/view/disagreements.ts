import type { Report, ReportMetric } from "@/lib/report/document";
import { parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";
import type { FactMetric } from "@/lib/values/metric";

/** A metric whose campaign rows do not add up to Meta's account total on some days (R7). Exact decimal text. */
export interface Disagreement {
  readonly metric: FactMetric;
  /** None where each day is said to agree and only the month does not (`differing_sums`). */
  readonly days: readonly string[];
  /** null where the month's days are in two currencies and nothing can be added (R8). */
  readonly sums: {
    /** Account minus campaigns over the unreconciled days: positive belongs to no campaign, negative is too much in campaigns. */
    readonly difference: string;
    /** The month's account total and what the campaigns of the month add up to. */
    readonly account: string;
    readonly campaigns: string;
  } | null;
}

/** Unreconciled days grouped by metric, metrics in the order the client sees them. */
export function disagreementsOf(report: Report): Disagreement[] {
  const order = (metric: ReportMetric) => {
    const place = report.shown.indexOf(metric);
    return place === -1 ? report.shown.length : place;
  };
  const named = [...report.unreconciled.map((item) => item.metric), ...(report.differing_sums ?? [])];
  const metrics = [...new Set(named)].sort((a, b) => order(a) - order(b));
  return metrics.map((metric) => {
    const items = report.unreconciled.filter((item) => item.metric === metric);
    const days = items.map((item) => item.date);
    if (report.figures[metric].unavailable === "currency_changed") return { metric, days, sums: null };
    const account = parseDecimal(report.figures[metric].value ?? "0");
    const outside = parseDecimal(report.unattributed.figures[metric] ?? "0");
    return {
      metric,
      days,
      sums: {
        difference: toDecimalText(
          items.length === 0 ? outside : sum(items.map((item) => parseDecimal(item.difference))),
        ),
        account: toDecimalText(account),
        campaigns: toDecimalText(account.minus(outside)),
      },
    };
  });
}
