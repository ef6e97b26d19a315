import { type FactFigures, sumFigures } from "@/lib/kpi/figures";
import { differingSums } from "@/lib/report/differing-sums";
import type { Figure, ReportMetric } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import type { MonthFacts, ReportMonths } from "@/lib/report/month-facts";
import { type FactMetric, factMetrics } from "@/lib/values/metric";
import { windowLength } from "@/lib/values/window";

type Campaigns = ReportInput["campaigns"];

/**
 * The campaigns of the month before, where they may stand beside this month's: both months whole, every day of both reconciled, the campaigns
 * of both adding up to the account's own total (R7), and metric by metric only where the account's own figures are compared (R9). Otherwise null.
 */
export function comparableCampaigns(
  { campaigns, previousCampaigns: previous }: Pick<ReportInput, "campaigns" | "previousCampaigns">,
  months: Pick<ReportMonths, "own" | "previous">,
  figures: Record<ReportMetric, Figure>,
): Campaigns | null {
  const isCompared = (metric: FactMetric) => figures[metric].comparisons.previous.kind !== "not_comparable";
  if (!isCompared("total_spend")) return null;
  if (!isWhole(months.own, campaigns) || !isWhole(months.previous, previous)) return null;
  return previous.map((campaign) => ({
    ...campaign,
    figures: Object.fromEntries(
      factMetrics.map((metric) => [metric, isCompared(metric) ? campaign.figures[metric] : null]),
    ) as FactFigures,
  }));
}

/** Every calendar day is stored and reconciled, and what is stored of the campaigns is still what was compared with the account then. */
function isWhole({ days, window, currencies: [currency] }: MonthFacts, campaigns: Campaigns): boolean {
  if (days.length !== windowLength(window) || !days.every((day) => day.reconciled)) return false;
  if (currency === undefined) return false;
  const account = sumFigures(days.map((day) => day.figures));
  return differingSums(account, campaigns, { days: days.length, currency }).length === 0;
}
