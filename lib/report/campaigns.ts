import { isRatio } from "@/lib/kpi/catalogue";
import { type FactFigures, sumFigures } from "@/lib/kpi/figures";
import { metricKeys, type Report, type ReportMetric } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import { valuesOf } from "@/lib/report/values-of";
import { type Decimal, zero } from "@/lib/values/decimal";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

type Campaigns = ReportInput["campaigns"];

/**
 * The month's campaigns, dearest first, equal ones by id, each with its month before where `previous` is given. `without` are ratios that two
 * sums cannot give, because an input is measured on some of the month's days only: "—" is right where a quotient would not be.
 */
export function campaignRows(
  campaigns: Campaigns,
  previous: Campaigns | null,
  without: ReadonlySet<ReportMetric>,
): Report["campaigns"] {
  const before = new Map(previous?.map(({ id, figures }) => [id, figures]));
  return dearestFirst(campaigns).map(({ id, name, figures }) => {
    const base = before.get(id);
    return {
      ...{ id, name, figures: valuesOf(figures, without) },
      ...(previous ? { previous: base ? valuesOf(base, without) : null } : {}),
    };
  });
}

/** Campaigns that delivered in the month before and have no row in this one. */
export function endedCampaigns(
  campaigns: Campaigns,
  previous: Campaigns | null,
  without: ReadonlySet<ReportMetric>,
): Report["ended_campaigns"] {
  const now = new Set(campaigns.map(({ id }) => id));
  const ended = (previous ?? []).filter(({ id, figures }) => !now.has(id) && figures.total_spend?.gt(0));
  return dearestFirst(ended).map(({ id, name, figures }) => ({
    id,
    name,
    figures: valuesOf(figures, without),
  }));
}

function dearestFirst(campaigns: Campaigns): Campaigns[number][] {
  const spend = (campaign: Campaigns[number]) => campaign.figures.total_spend ?? zero;
  return [...campaigns].sort((a, b) => spend(b).comparedTo(spend(a)) || (a.id < b.id ? -1 : 1));
}

/** The figures without amounts: what is left of a sum over days in two currencies (R8). */
export function withoutAmounts(figures: FactFigures): FactFigures {
  return { ...figures, total_spend: null, reservation_value: null };
}

/** What the campaigns of the month add up to; 0 where the account measures a metric and no campaign has a row. */
export function campaignTotals(
  account: FactFigures,
  campaigns: Campaigns,
): Record<FactMetric, Decimal | null> {
  const sums = sumFigures(campaigns.map((campaign) => campaign.figures));
  const totals = {} as Record<FactMetric, Decimal | null>;
  for (const metric of factMetrics) totals[metric] = account[metric] === null ? null : (sums[metric] ?? zero);
  return totals;
}

/**
 * Account total minus campaign rows, so that campaigns and this row add up to the account total exactly (R7). `rounding` while every day is
 * reconciled, that is inside Meta's own rounding; otherwise it is in no campaign.
 */
export function unattributedRow(
  account: FactFigures,
  campaigns: Campaigns,
  options: { readonly reconciled: boolean; readonly without: ReadonlySet<ReportMetric> },
): Report["unattributed"] {
  const totals = campaignTotals(account, campaigns);
  const rest = {} as Record<FactMetric, Decimal | null>;
  for (const metric of factMetrics) {
    const whole = account[metric];
    rest[metric] = whole === null ? null : whole.minus(totals[metric] ?? zero);
  }
  const isNothing = factMetrics.every((metric) => rest[metric]?.isZero() ?? true);
  // A cost of a rounding, or of campaigns that show more than the account, would be a number without a meaning.
  const noRatios = !factMetrics.every((metric) => !rest[metric]?.isNegative()) || options.reconciled;
  const without = noRatios ? new Set(metricKeys.filter(isRatio)) : options.without;
  return {
    kind: isNothing ? "none" : options.reconciled ? "rounding" : "in_no_campaign",
    figures: valuesOf(rest, without),
  };
}
