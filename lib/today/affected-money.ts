import type { Alert } from "@/lib/alerts/alert";
import { type AmountKind, amountKindOf, amountKinds } from "@/lib/alerts/amount-kind";
import { type DecimalText, parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";

/** One amount per currency and kind, never added across (R8): an estimate is no spend, and a difference is neither. */
export interface AffectedMoney {
  readonly currency: string;
  readonly amount: DecimalText;
  readonly kind: AmountKind;
}

/**
 * The money that a set of alerts is about, by currency and by what it is: of each client what its largest check says. Alerts of one check are about days of their
 * own and add up; several checks that fired for one cause are about the same days, which must not count twice. Pure.
 */
export function affectedMoney(
  alerts: readonly Pick<Alert, "clientId" | "check" | "amount" | "currency" | "evidence">[],
): AffectedMoney[] {
  const known = alerts.flatMap((alert) => {
    const { amount, currency, clientId, check } = alert;
    const kind = amountKindOf(alert);
    return amount === null || currency === null || kind === null
      ? []
      : { client: [currency, clientId].join("\n"), check, currency, kind, amount: parseDecimal(amount) };
  });
  const largest = [...Map.groupBy(known, ({ client }) => client).values()].flatMap((own) =>
    [...Map.groupBy(own, ({ check, kind }) => `${check} ${kind}`).values()]
      .flatMap(([first, ...others]) =>
        first ? { ...first, amount: sum([first, ...others].map(({ amount }) => amount)) } : [],
      )
      .toSorted((a, b) => b.amount.comparedTo(a.amount))
      .slice(0, 1),
  );
  return [...Map.groupBy(largest, ({ currency }) => currency)].flatMap(([currency, own]) =>
    amountKinds.flatMap((kind) => {
      const amounts = own.filter((one) => one.kind === kind).map(({ amount }) => amount);
      return amounts.length === 0 ? [] : { currency, amount: toDecimalText(sum(amounts)), kind };
    }),
  );
}
