/** Metrics that add up over days and campaigns and are stored, by their keys in product.md. */
export const deliveryMetrics = ["total_spend", "total_impressions", "total_clicks", "link_clicks"] as const;
export const kpiMetrics = [
  "click_to_call",
  "email_contacts",
  "booking_step_1",
  "booking_step_2",
  "booking_step_3",
  "reservations",
  "reservation_value",
  "leads",
  "messages",
] as const;
export const factMetrics = [...deliveryMetrics, ...kpiMetrics] as const;

export type KpiMetric = (typeof kpiMetrics)[number];
export type FactMetric = (typeof factMetrics)[number];

/** Money, where every row is rounded by Meta; everything else is a count and has to agree exactly (R7). */
export const roundedMetrics: ReadonlySet<FactMetric> = new Set<FactMetric>([
  "total_spend",
  "reservation_value",
]);

/** KPIs that a mapping chooses an action type for; `reservation_value` follows the choice for `reservations` (product.md, Metrics). */
export const mappedKpis = kpiMetrics.filter((kpi): kpi is MappedKpi => kpi !== "reservation_value");
export type MappedKpi = Exclude<KpiMetric, "reservation_value">;

/** Ratios, computed from sums, null when the denominator is 0 (R8). */
export const ratioMetrics = [
  "ctr",
  "link_ctr",
  "cpc",
  "cost_per_link_click",
  "cpm",
  "roas",
  "cost_per_reservation",
  "cost_per_lead",
  "cost_per_contact",
  "cost_per_message",
  "search_to_view_rate",
  "view_to_checkout_rate",
  "checkout_to_reservation_rate",
] as const;
export type RatioMetric = (typeof ratioMetrics)[number];

export type Metric = FactMetric | RatioMetric;

/** Lists of Meta's answer that a mapping candidate may name. */
export const actionLists = ["actions", "action_values", "conversions", "conversion_values"] as const;
export type ActionList = (typeof actionLists)[number];
