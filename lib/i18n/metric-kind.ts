import type { Metric } from "@/lib/values/metric";

/**
 * How a metric is written: `money` an amount, `cost` money per something (cheaper or dearer, not less or more), `count` whole things,
 * `percent` a share already times 100, `multiple` a plain ratio with two decimals.
 */
export type MetricKind = "money" | "cost" | "count" | "percent" | "multiple";

export const metricKinds: Record<Metric, MetricKind> = {
  total_spend: "money",
  total_impressions: "count",
  total_clicks: "count",
  link_clicks: "count",
  click_to_call: "count",
  email_contacts: "count",
  booking_step_1: "count",
  booking_step_2: "count",
  booking_step_3: "count",
  reservations: "count",
  reservation_value: "money",
  leads: "count",
  messages: "count",
  ctr: "percent",
  link_ctr: "percent",
  cpc: "cost",
  cost_per_link_click: "cost",
  cpm: "cost",
  roas: "multiple",
  cost_per_reservation: "cost",
  cost_per_lead: "cost",
  cost_per_contact: "cost",
  cost_per_message: "cost",
  search_to_view_rate: "percent",
  view_to_checkout_rate: "percent",
  checkout_to_reservation_rate: "percent",
};
