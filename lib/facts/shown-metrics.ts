import type { KpiChoices } from "@/lib/kpi/choices";
import { metricKeys, type ReportMetric, type ResultMetric, resultMetrics } from "@/lib/report/document";

/** What stands beside each kind of result. */
const companions: Record<ResultMetric, readonly ReportMetric[]> = {
  reservations: ["cost_per_reservation", "reservation_value", "roas"],
  leads: ["cost_per_lead"],
  messages: ["cost_per_message"],
  click_to_call: ["cost_per_contact"],
};

/**
 * Metrics a client sees, in order. `stored` is the client's own setting; an empty one means "what is measured": spend, each result whose
 * type was found with what it costs, then delivery. While nothing is measured, reservations stand there as not measured.
 */
export function shownMetrics(stored: readonly string[], choices: KpiChoices): ReportMetric[] {
  const known = stored.filter((key): key is ReportMetric => (metricKeys as readonly string[]).includes(key));
  if (known.length > 0) return known;
  const measured = resultMetrics.filter((kpi) => choices[kpi] !== null);
  const results: readonly ResultMetric[] = measured.length > 0 ? measured : ["reservations"];
  return [
    "total_spend",
    ...results.flatMap((kpi) => [kpi, ...companions[kpi]]),
    "total_impressions",
    "link_clicks",
    "link_ctr",
    "cpm",
  ];
}
