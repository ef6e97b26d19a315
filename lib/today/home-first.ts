import { parseDecimal } from "@/lib/values/decimal";

interface Ranked {
  /** What stands before all money. */
  readonly first: boolean;
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[];
}

/** The currency most of these clients pay in; of equally many the first by name. null without clients. */
export function homeCurrencyOf(clients: readonly { readonly currency: string }[]): string | null {
  const counts = Map.groupBy(clients, ({ currency }) => currency);
  return [...counts].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/**
 * Order by money without ever converting it (R8): amounts in the home currency stand against each other, those in another come after
 * them, by currency and amount, and what has no amount comes last.
 */
export function homeFirst(clients: readonly { readonly currency: string }[]): {
  compare(a: Ranked, b: Ranked): number;
} {
  const home = homeCurrencyOf(clients);
  const keyOf = ({ amounts }: Ranked) => {
    const [best] = amounts.toSorted((a, b) =>
      currencyRank(a.currency).localeCompare(currencyRank(b.currency)),
    );
    return best ? { rank: currencyRank(best.currency), amount: parseDecimal(best.amount) } : null;
  };
  const currencyRank = (currency: string) => (currency === home ? "" : currency);
  return {
    compare(a, b) {
      if (a.first !== b.first) return a.first ? -1 : 1;
      const [left, right] = [keyOf(a), keyOf(b)];
      if (!left || !right) return left === right ? 0 : left ? -1 : 1;
      return left.rank.localeCompare(right.rank) || right.amount.comparedTo(left.amount);
    },
  };
}
