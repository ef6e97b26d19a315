import { type Report, type ResultMetric, resultMetrics } from "@/lib/report/document";
import type { Metric, RatioMetric } from "@/lib/values/metric";

/** What one result costs: the ratio that stands beside each kind of result. */
export const costOfResult: Record<ResultMetric, RatioMetric> = {
  reservations: "cost_per_reservation",
  leads: "cost_per_lead",
  messages: "cost_per_message",
  click_to_call: "cost_per_contact",
};

/** The client's result: the first shown of reservations, leads, messages, click_to_call (architecture.md §5); null when none is shown. */
export function resultOf({ shown }: { readonly shown: readonly Metric[] }): ResultMetric | null {
  return resultMetrics.find((metric) => shown.includes(metric)) ?? null;
}

/**
 * Whether a part's spend may be divided by its results. Not where one of the two is measured on some of the month's days only: a campaign or a place
 * is known as a sum of all days, so that its quotient would be a cost that never was (R8).
 */
export function partsHaveCosts({ figures }: Pick<Report, "figures">, result: ResultMetric): boolean {
  return figures[costOfResult[result]].inputs?.sums === undefined;
}
