import { type Report, type ReportMetric, type ResultMetric, resultMetrics } from "@/lib/report/document";
import type { RatioMetric } from "@/lib/values/metric";

/** What one result costs: the ratio that stands beside each kind of result. */
export const costOfResult: Record<ResultMetric, RatioMetric> = {
  reservations: "cost_per_reservation",
  leads: "cost_per_lead",
  messages: "cost_per_message",
  click_to_call: "cost_per_contact",
};

/** The client's result: the first shown of reservations, leads, messages, click_to_call (architecture.md §5); null when none is shown. */
export function resultOf(report: Report): ResultMetric | null {
  return resultMetrics.find((metric) => report.shown.includes(metric)) ?? null;
}

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
