import type { Report, ReportMetric } from "@/lib/report/document";
import { costOfResult, resultOf } from "@/lib/report/result";

const most = 6;

/**
 * The key figures in the order of screens.md §1: spend, the result, its cost, then the other metrics this client sees, at most six.
 * Spend and the result are what every report answers, so they stand even where a client's list leaves the spend out.
 */
export function keyMetricsOf(report: Report): ReportMetric[] {
  const result = resultOf(report);
  const lead: ReportMetric[] = result ? ["total_spend", result, costOfResult[result]] : ["total_spend"];
  return [...new Set([...lead, ...report.shown])].slice(0, most);
}
