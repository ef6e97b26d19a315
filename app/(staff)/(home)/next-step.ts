import type { CheckKey } from "@/lib/checks/catalogue";
import type { Need } from "@/lib/today/needs";

type Verb = "reconnect" | "days" | "month" | "figure" | "account" | "runs" | "deliveries" | "alert";

/** Where each kind of trouble is mended or looked at; everything else is told in full with its alert. */
const verbs: { readonly [Check in CheckKey]?: Verb } = {
  token_invalid: "reconnect",
  token_expiring: "reconnect",
  scope_missing: "reconnect",
  account_not_granted: "reconnect",
  no_access: "reconnect",
  account_changed: "account",
  days_missing: "days",
  data_stale: "days",
  campaign_sum_differs: "days",
  data_refused: "days",
  results_gone: "days",
  spend_without_conversions: "days",
  kpi_fell: "days",
  month_total_differs: "month",
  looks_wrong: "figure",
  collection_incomplete: "runs",
  incomplete_data: "runs",
  not_called: "runs",
  queue_stuck: "runs",
  checks_incomplete: "runs",
  not_delivered: "deliveries",
  pdf_missing: "month",
};

/** The one button of a need: its verb, and where it leads. */
export function nextStep({ lead, clients }: Need): { readonly verb: Verb; readonly href: string } {
  const verb = verbs[lead.check] ?? "alert";
  const [client] = clients;
  const alert = `/alerts?alert=${lead.id}`;
  switch (verb) {
    case "days":
      return client
        ? { verb, href: `/data-health?client=${client.slug}` }
        : { verb: "runs", href: "/data-health" };
    case "runs":
      return { verb, href: "/data-health" };
    case "month":
    case "figure": {
      const month = lead.months.at(-1);
      return client && month
        ? { verb, href: `/reports?client=${client.slug}&period=${month}` }
        : { verb: "alert", href: alert };
    }
    default:
      return { verb, href: alert };
  }
}
