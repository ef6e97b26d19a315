/**
 * What an alert's amount of money is. *spend*: stored spend of the days it is about. *estimate*: usual spend of so many days, of which nothing
 * is stored. *difference*: what two figures of spend differ by.
 */
export const amountKinds = ["spend", "estimate", "difference"] as const;
export type AmountKind = (typeof amountKinds)[number];

/** Evidence with what the amount is, as alerts carry it; unchanged where there is no amount. */
export function withAmountKind(
  evidence: Readonly<Record<string, unknown>>,
  kind: AmountKind | null,
): Readonly<Record<string, unknown>> {
  return kind === null ? evidence : { ...evidence, amount_is: kind };
}

/** What an alert's amount is; null where it has none, or where nothing says what it is: then it is not shown at all. Pure. */
export function amountKindOf({
  amount,
  evidence,
}: {
  readonly amount: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
}): AmountKind | null {
  return amount === null ? null : (amountKinds.find((kind) => kind === evidence.amount_is) ?? null);
}
