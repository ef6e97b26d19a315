import type { KpiCandidate, KpiChoices } from "@/lib/kpi/choices";
import { type KpiMetric, kpiMetrics } from "@/lib/values/metric";

/** Beginnings of action types that happen on Meta's own surfaces, whole names among them (graph-api.md §4.2). */
const onMeta = [
  "click_to_call_",
  "call_confirm_grouped",
  "onsite_conversion.",
  "leadgen_grouped",
  "link_click",
  "outbound_click",
] as const;

/**
 * Whether every event of this type happens on Meta. Pixel and conversions API events do not, and Meta leaves those out of some breakdowns;
 * a type that adds up both, as `lead` does, would be there in part only, so it does not count either (graph-api.md §3.8, C25).
 */
export function isOnMeta({ list, type }: KpiCandidate): boolean {
  const isStandard = list === "actions" || list === "action_values";
  return isStandard && onMeta.some((start) => type.startsWith(start));
}

/** KPIs that are measured, yet that Meta does not give by region: not reported there, which is not 0. */
export function notReportedByRegion(choices: KpiChoices): KpiMetric[] {
  return kpiMetrics.filter((kpi) => {
    const choice = choices[kpi];
    return choice !== null && !isOnMeta(choice);
  });
}
