import type { FactFigures } from "@/lib/kpi/figures";
import { campaignTotals } from "@/lib/report/campaigns";
import type { ReportInput } from "@/lib/report/input";
import { currencyOffset } from "@/lib/values/currency";
import { Decimal, zero } from "@/lib/values/decimal";
import { type FactMetric, factMetrics, roundedMetrics } from "@/lib/values/metric";

/**
 * Metrics in which the month's campaigns and its account total are further apart than Meta's rounding of each day's rows can bring them (R7).
 * None while every day is as it was read: each was compared then. So this says that what is stored is not what was read, and the document
 * must not call the rest "rounding". Pure; counts have to agree exactly.
 */
export function differingSums(
  account: FactFigures,
  campaigns: ReportInput["campaigns"],
  of: { readonly days: number; readonly currency: string },
): FactMetric[] {
  const totals = campaignTotals(account, campaigns);
  const each = new Decimal(currencyOffset(of.currency) === 1 ? "0.5" : "0.005");
  const mostRounding = each.times(of.days * (campaigns.length + 1));
  return factMetrics.filter((metric) => {
    const [whole, parts] = [account[metric], totals[metric]];
    if (whole === null || parts === null) return false;
    return whole
      .minus(parts)
      .abs()
      .gt(roundedMetrics.has(metric) ? mostRounding : zero);
  });
}
