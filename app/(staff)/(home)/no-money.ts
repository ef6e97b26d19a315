import { isOfAbsence, stopsReading } from "@/lib/alerts/concerned-account";
import type { Need } from "@/lib/today/needs";
import type { PortfolioRow } from "@/lib/today/read-portfolio";

/**
 * Why a need names no amount. *noDay*: reading stopped, and no day is missing yet. *unknown*: days are not there, and no usual spend says what they
 * are worth. *notMoney*: it is about no days whose spend could be counted. Pure.
 */
export function whyNoMoney(
  { alerts, clients }: Pick<Need, "alerts" | "clients">,
  /** Every client's row; null where they could not be read. */
  rows: readonly Pick<PortfolioRow, "clientId" | "data">[] | null,
): "noDay" | "unknown" | "notMoney" {
  if (clients.length === 0 || !alerts.some(({ check }) => stopsReading(check) || isOfAbsence(check)))
    return "notMoney";
  const hit = new Set(clients.map(({ clientId }) => clientId));
  const states = (rows ?? []).filter(({ clientId }) => hit.has(clientId)).map(({ data }) => data.kind);
  const isWhole = states.length === hit.size && states.every((kind) => whole.includes(kind));
  return isWhole ? "noDay" : "unknown";
}

/** Every day that is due is stored. */
const whole: readonly PortfolioRow["data"]["kind"][] = ["complete", "unreconciled", "no_delivery"];
