import { Temporal } from "temporal-polyfill";
import { checkPeriodRow, type PeriodRules } from "@/lib/collect/period/check-period-row";
import type { SilentReason } from "@/lib/collect/period/failed-reasons";
import { RefusedWindow } from "@/lib/collect/rows/validate-daily-data";
import type { PeriodRow } from "@/lib/graph/read/period-row";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { Decimal, zero } from "@/lib/values/decimal";

/** People reached in exactly one period, or why there is no such figure. */
export type ReachFact =
  | {
      readonly reach: Decimal;
      /** Impressions per person as Meta gives it; null where nobody was reached. */
      readonly frequency: Decimal | null;
      readonly impressions: Decimal;
      readonly unavailable: null;
    }
  | { readonly reach: null; readonly unavailable: SilentReason };

/**
 * The fact that an answer about a period's reach holds. Only Meta's own value counts: an absent one is null with its reason, never a sum
 * of days (C23, incident 14). No row at all is a true 0 only where the account has no impressions on those days either (R3), and never
 * for a period that began over 13 months ago, for which Meta falls silent instead of refusing (graph-api.md §3.7).
 *
 * @throws RefusedWindow for an answer that is not about exactly this account and period.
 */
export function deriveReach(
  rows: readonly PeriodRow[],
  rules: PeriodRules & { readonly today: CalendarDay; readonly hasImpressions: boolean },
): ReachFact {
  const [row, another] = rows;
  if (another) throw new RefusedWindow(`Malformed: ${rows.length} rows for the reach of one period.`);
  if (row) checkPeriodRow(row, rules, "reach");
  const impressions = new Decimal(row?.impressions ?? 0);
  const delivered = rules.hasImpressions || impressions.greaterThan(0);
  const reach = row?.reach === undefined ? null : new Decimal(row.reach);
  if (reach?.greaterThan(0)) {
    const frequency = row?.frequency === undefined ? null : new Decimal(row.frequency);
    return { reach, frequency, impressions, unavailable: null };
  }
  if (isOlderThan13Months(rules.window.since, rules.today)) {
    return { reach: null, unavailable: "older_than_13_months" };
  }
  if (delivered) return { reach: null, unavailable: "not_reported" };
  return { reach: zero, frequency: null, impressions, unavailable: null };
}

function isOlderThan13Months(since: CalendarDay, today: CalendarDay): boolean {
  const edge = Temporal.PlainDate.from(today).subtract({ months: 13 });
  return since < edge.toString();
}
