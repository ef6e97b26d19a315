import type { Report, ReportMetric } from "@/lib/report/document";
import { costOfResult, resultOf } from "@/lib/report/result";

type Shown = Pick<Report, "shown">;

const most = 6;

/**
 * The key figures in the order of screens.md §1: spend, the result, its cost, then the other metrics this client sees, at most six.
 * Spend and the result are what every report answers, so they stand even where a client's list leaves the spend out.
 */
export function keyMetricsOf(report: Shown): ReportMetric[] {
  return printedMetrics(report).slice(0, most);
}

/**
 * Every metric of which the client is given the month's figure, be it on the page, in its appendix, in a mail or in an export: the key figures
 * first, then the rest of its list. What a correction names and what staff are told of a published month is asked of these (R10).
 */
export function printedMetrics(report: Shown): ReportMetric[] {
  const result = resultOf(report);
  const lead: ReportMetric[] = result ? ["total_spend", result, costOfResult[result]] : ["total_spend"];
  return [...new Set([...lead, ...report.shown])];
}
