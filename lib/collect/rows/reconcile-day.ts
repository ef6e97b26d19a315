import type { Difference } from "@/lib/collect/rows/fact-row";
import { sumExactly } from "@/lib/collect/rows/sum-exactly";
import type { FactFigures } from "@/lib/kpi/figures";
import { currencyOffset } from "@/lib/values/currency";
import { Decimal, toDecimalText, zero } from "@/lib/values/decimal";
import { factMetrics, roundedMetrics } from "@/lib/values/metric";

/**
 * Metrics in which the rows of a day do not add up to Meta's own account total (R7): spend and `reservation_value` within the rounding of
 * rows, 0.005 × (rows + 1) of a two-decimal currency or 0.5 × (rows + 1) where Meta's offset is 1, all else exactly. Pure.
 */
export function findDifferences(
  account: FactFigures,
  rows: readonly FactFigures[],
  currency: string,
): Difference[] {
  const tolerance = new Decimal(currencyOffset(currency) === 1 ? "0.5" : "0.005").times(rows.length + 1);
  const differences: Difference[] = [];
  for (const metric of factMetrics) {
    const whole = account[metric];
    if (whole === null) continue;
    const parts = sumExactly(rows.map((row) => row[metric]));
    const difference = whole.minus(parts);
    if (difference.abs().lte(roundedMetrics.has(metric) ? tolerance : zero)) continue;
    differences.push({
      metric,
      campaigns: toDecimalText(parts),
      account: toDecimalText(whole),
      difference: toDecimalText(difference),
    });
  }
  return differences;
}

/** What becomes of stored campaign rows that a complete answer no longer has (R7, C19). */
export interface DayVerdict {
  /** `zero`: Meta withdrew them, a restatement; `keep`: they stay as they are. */
  readonly absent: "zero" | "keep";
  /** Empty when the day is reconciled. */
  readonly differences: readonly Difference[];
}

/**
 * Double entry of one day: the received rows against the account total, then with the stored rows that are absent from the answer. Pure.
 */
export function reconcileDay(
  account: FactFigures,
  received: readonly FactFigures[],
  absent: readonly FactFigures[],
  currency: string,
): DayVerdict {
  const alone = findDifferences(account, received, currency);
  if (alone.length === 0 || absent.length === 0) return { absent: "zero", differences: alone };
  return { absent: "keep", differences: findDifferences(account, [...received, ...absent], currency) };
}
