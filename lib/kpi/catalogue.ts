import type { KpiCandidate } from "@/lib/kpi/choices";
import {
  type FactMetric,
  type KpiMetric,
  kpiMetrics,
  type MappedKpi,
  type Metric,
  type RatioMetric,
} from "@/lib/values/metric";

const inActions = (...types: readonly string[]): readonly KpiCandidate[] =>
  types.map((type) => ({ list: "actions", type }));

/**
 * Candidates in order, where a client names none (graph-api.md §4.4). The first one present in the account counts for all of it; types are
 * never summed (incident 15). E-mail clicks exist only as custom events, so without the client's own they are not measured.
 */
export const defaultCandidates: { readonly [Kpi in MappedKpi]: readonly KpiCandidate[] } = {
  click_to_call: inActions(
    "click_to_call_native_call_placed",
    "click_to_call_call_confirm",
    "call_confirm_grouped",
    "click_to_call_native_20s_call_connect",
  ),
  email_contacts: [],
  booking_step_1: inActions("omni_search", "offsite_conversion.fb_pixel_search", "search"),
  booking_step_2: inActions("omni_view_content", "offsite_conversion.fb_pixel_view_content", "view_content"),
  booking_step_3: inActions(
    "omni_initiated_checkout",
    "offsite_conversion.fb_pixel_initiate_checkout",
    "initiate_checkout",
  ),
  reservations: inActions(
    "omni_purchase",
    "offsite_conversion.fb_pixel_purchase",
    "purchase",
    "onsite_web_purchase",
  ),
  leads: inActions("lead", "onsite_conversion.lead_grouped", "offsite_conversion.fb_pixel_lead"),
  messages: inActions(
    "onsite_conversion.messaging_conversation_started_7d",
    "onsite_conversion.total_messaging_connection",
  ),
};

/** `numerator / denominator × scale`, of sums over the period, never an average of days (R8). */
export interface RatioDefinition {
  readonly numerator: FactMetric;
  readonly denominator: FactMetric;
  readonly scale: 1 | 100 | 1000;
}

const ratio = (
  numerator: FactMetric,
  denominator: FactMetric,
  scale: RatioDefinition["scale"] = 1,
): RatioDefinition => ({ numerator, denominator, scale });

export const ratioDefinitions: { readonly [Ratio in RatioMetric]: RatioDefinition } = {
  ctr: ratio("total_clicks", "total_impressions", 100),
  link_ctr: ratio("link_clicks", "total_impressions", 100),
  cpc: ratio("total_spend", "total_clicks"),
  cost_per_link_click: ratio("total_spend", "link_clicks"),
  cpm: ratio("total_spend", "total_impressions", 1000),
  roas: ratio("reservation_value", "total_spend"),
  cost_per_reservation: ratio("total_spend", "reservations"),
  cost_per_lead: ratio("total_spend", "leads"),
  cost_per_contact: ratio("total_spend", "click_to_call"),
  cost_per_message: ratio("total_spend", "messages"),
  search_to_view_rate: ratio("booking_step_2", "booking_step_1", 100),
  view_to_checkout_rate: ratio("booking_step_3", "booking_step_2", 100),
  checkout_to_reservation_rate: ratio("reservations", "booking_step_3", 100),
};

/** Which way is better; spend is neither (screens.md §1.3, mocks/report.md "Colour"). */
const cheaperIsBetter: ReadonlySet<Metric> = new Set<Metric>([
  "cpc",
  "cost_per_link_click",
  "cpm",
  "cost_per_reservation",
  "cost_per_lead",
  "cost_per_contact",
  "cost_per_message",
]);

/** Which way of a metric is the good one; spend and plain counts of delivery are neither (screens.md §1). */
export function betterDirection(metric: Metric): "higher" | "lower" | "neither" {
  if (metric === "total_spend") return "neither";
  return cheaperIsBetter.has(metric) ? "lower" : "higher";
}

const kpis: ReadonlySet<FactMetric> = new Set(kpiMetrics);

/** Whether a metric is computed from sums; all others add up over days and campaigns (graph-api.md §3.5). */
export function isRatio(metric: Metric): metric is RatioMetric {
  return metric in ratioDefinitions;
}

/** Whether a stored metric comes from the mapping, so that it may be unmeasured and settles after 28 days, not 3. */
export function isKpi(metric: FactMetric): metric is KpiMetric {
  return kpis.has(metric);
}

/** The stored metrics behind a metric: itself, or numerator and denominator. */
export function inputsOf(metric: Metric): readonly FactMetric[] {
  if (!isRatio(metric)) return [metric];
  const { numerator, denominator } = ratioDefinitions[metric];
  return [numerator, denominator];
}

/** Stored metrics that are amounts in the account's currency. */
const amounts: ReadonlySet<FactMetric> = new Set<FactMetric>(["total_spend", "reservation_value"]);

/** Whether the stored metric is an amount of money. */
export function isAmount(metric: FactMetric): boolean {
  return amounts.has(metric);
}

/** Whether amounts are added up for a metric; over days in two currencies such a sum has no meaning (R8). */
export function addsAmounts(metric: Metric): boolean {
  return inputsOf(metric).some(isAmount);
}

/** Whether a metric's value is in a currency. A quotient of two amounts, as `roas`, is not: it means the same in every currency. */
export function isInCurrency(metric: Metric): boolean {
  return addsAmounts(metric) && !(isRatio(metric) && inputsOf(metric).every(isAmount));
}

/** Counts of conversions that a metric is built on: under 10 of them a percentage says more than the data does (R9). */
export function conversionsBehind(metric: Metric): readonly MappedKpi[] {
  return inputsOf(metric)
    .filter(isKpi)
    .map((kpi) => (kpi === "reservation_value" ? "reservations" : kpi));
}
