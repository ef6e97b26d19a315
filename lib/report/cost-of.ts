import type { ReportMetric, ResultMetric } from "@/lib/report/document";

/** The cost of one of each result. */
export const costOf: { readonly [Result in ResultMetric]: ReportMetric } = {
  reservations: "cost_per_reservation",
  leads: "cost_per_lead",
  messages: "cost_per_message",
  click_to_call: "cost_per_contact",
};
