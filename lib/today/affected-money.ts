import type { Alert } from "@/lib/alerts/alert";
import { type DecimalText, parseDecimal, toDecimalText, zero } from "@/lib/values/decimal";

/** One amount per currency, never added across (R8). */
export interface AffectedMoney {
  readonly currency: string;
  readonly amount: DecimalText;
}

/**
 * The money that a set of alerts is about, by currency: of each client what its largest check says. Alerts of one check are about days of their
 * own and add up; several checks that fired for one cause are about the same days, which must not count twice. Pure.
 */
export function affectedMoney(
  alerts: readonly Pick<Alert, "clientId" | "check" | "amount" | "currency">[],
): AffectedMoney[] {
  const byCheck = Map.groupBy(
    alerts.filter(({ amount, currency }) => amount !== null && currency !== null),
    ({ clientId, currency, check }) => [currency, clientId, check].join("\n"),
  );
  const largest = new Map<string, ReturnType<typeof parseDecimal>>();
  for (const [key, own] of byCheck) {
    const client = key.slice(0, key.lastIndexOf("\n"));
    const amount = own.reduce((sum, one) => sum.plus(parseDecimal(one.amount ?? "0")), zero);
    const before = largest.get(client);
    if (!before || amount.gt(before)) largest.set(client, amount);
  }
  const sums = new Map<string, ReturnType<typeof parseDecimal>>();
  for (const [client, amount] of largest) {
    const [currency = ""] = client.split("\n");
    sums.set(currency, (sums.get(currency) ?? zero).plus(amount));
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount: toDecimalText(amount) }));
}
