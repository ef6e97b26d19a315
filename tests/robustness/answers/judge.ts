import { findDifferences } from "@/lib/collect/rows/reconcile-day";
import type { FactFigures } from "@/lib/kpi/figures";
import { Decimal } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";
import type { SourceRow } from "@/tools/simulator/world";

/** The figures that a row means, read a second time and without the product's code; null is a KPI that nobody chose. */
export function meaningOf(row: SourceRow | undefined): Record<string, string | null> {
  const item = (list: "actions" | "action_values", type: string) =>
    row?.[list]?.find((one) => one.action_type === type)?.value ?? "0";
  return {
    total_spend: String(row?.spend ?? "0"),
    total_impressions: String(row?.impressions ?? "0"),
    total_clicks: String(row?.clicks ?? "0"),
    link_clicks: String(row?.inline_link_clicks ?? "0"),
    reservations: item("actions", "omni_purchase"),
    leads: item("actions", "lead"),
    reservation_value: item("action_values", "omni_purchase"),
  };
}

const money = new Set(["total_spend", "reservation_value"]);

/** Metrics of a day or a row that are not what Meta means; money may be off by what R7 allows `rows` roundings. */
export function wrongFigures(figures: FactFigures, truth: SourceRow | undefined, rows: number): string[] {
  const meant = meaningOf(truth);
  const tolerance = new Decimal("0.005").times(rows + 1);
  return factMetrics.filter((metric) => {
    const [is, should] = [figures[metric], meant[metric]];
    if (should === undefined || should === null) return is !== null && !is.isZero();
    if (is === null) return true;
    return is
      .minus(should)
      .abs()
      .gt(money.has(metric) ? tolerance : 0);
  });
}

/** Whether the double entry doubts a day: its rows and the account's own total say different things. */
export function isDoubted(account: FactFigures, rows: readonly FactFigures[], currency: string): boolean {
  return findDifferences(account, rows, currency).length > 0;
}
