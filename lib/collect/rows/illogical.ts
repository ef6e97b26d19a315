import type { AccountDayRow, CampaignDayRow } from "@/lib/collect/rows/fact-row";
import type { FactFigures } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type Decimal, toDecimalText } from "@/lib/values/decimal";
import { type FactMetric, type MappedKpi, mappedKpis } from "@/lib/values/metric";

/** What a check found in one account's window, with the numbers it was made from. */
export interface FoundIssue {
  readonly check: FindingCheck;
  /** The day, and the campaign where it is about one: `2026-10-03`, `2026-10-03 120210…`. */
  readonly subject: string;
  readonly severity: "critical" | "high" | "normal";
  readonly message: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Checks that every good read of a window evaluates anew, so that what is not found any more is resolved. */
export const readChecks = [
  "campaign_sum_differs",
  "spend_without_impressions",
  "clicks_over_impressions",
  "funnel_inverted",
  "conversion_rate_high",
  "data_refused",
  "token_invalid",
  "no_access",
  "version_refused",
] as const;
/** Changes that Meta made are events: they stay open until a person has seen them. */
export type FindingCheck = (typeof readChecks)[number] | "settled_day_restated" | "results_gone";

const funnel = ["booking_step_1", "booking_step_2", "booking_step_3", "reservations"] as const;

/**
 * What Meta really says although it cannot be right within a day (product.md, Consistency checks): stored, and opened as a finding that
 * begins with "Illogical: ". Delivery is checked on every row, funnel and conversion rate on account-days only. Pure.
 */
export function findIllogical(
  accountDays: readonly AccountDayRow[],
  campaignDays: readonly CampaignDayRow[],
): FoundIssue[] {
  return [
    ...accountDays.flatMap((day) => [
      ...deliveryIssues(day.date, null, day.figures),
      ...funnelIssues(day.date, day.figures),
      ...rateIssues(day.date, day.figures),
    ]),
    ...campaignDays.flatMap((day) => deliveryIssues(day.date, day.campaignId, day.figures)),
  ];
}

function deliveryIssues(date: CalendarDay, campaignId: string | null, figures: FactFigures): FoundIssue[] {
  const { total_spend: spend, total_impressions: impressions, total_clicks: clicks } = figures;
  const issues: FoundIssue[] = [];
  const subject = campaignId === null ? date : `${date} ${campaignId}`;
  if (spend && !spend.isZero() && impressions?.isZero()) {
    issues.push({
      check: "spend_without_impressions",
      subject,
      severity: "normal",
      message: `Illogical: spend ${show(spend)} with 0 impressions.`,
      evidence: evidence(figures, ["total_spend", "total_impressions"]),
    });
  }
  if (clicks && impressions && clicks.gt(impressions)) {
    issues.push({
      check: "clicks_over_impressions",
      subject,
      severity: "normal",
      message: `Illogical: ${show(clicks)} clicks on ${show(impressions)} impressions.`,
      evidence: evidence(figures, ["total_clicks", "total_impressions"]),
    });
  }
  return issues;
}

function funnelIssues(date: CalendarDay, figures: FactFigures): FoundIssue[] {
  const measured = funnel.filter((step) => figures[step] !== null);
  const inverted = measured.flatMap((step, index) => {
    const before = measured[index - 1];
    if (before === undefined) return [];
    const [wide, narrow] = [figures[before], figures[step]];
    return wide && narrow?.gt(wide) ? [`${show(narrow)} ${step} after ${show(wide)} ${before}`] : [];
  });
  if (inverted.length === 0) return [];
  return [
    {
      check: "funnel_inverted",
      subject: date,
      severity: "normal",
      message: `Illogical: ${inverted.join(", ")}.`,
      evidence: evidence(figures, measured),
    },
  ];
}

/** Steps of the funnel before the booking are page views, not conversions. */
const conversions = mappedKpis.filter((kpi) => !kpi.startsWith("booking_step"));

function rateIssues(date: CalendarDay, figures: FactFigures): FoundIssue[] {
  const impressions = figures.total_impressions;
  if (!impressions || impressions.isZero()) return [];
  const high = conversions.filter((kpi: MappedKpi) => figures[kpi]?.times(10).gt(impressions));
  if (high.length === 0) return [];
  return [
    {
      check: "conversion_rate_high",
      subject: date,
      severity: "normal",
      message: `Illogical: over 10 % of ${show(impressions)} impressions ended in ${high.join(", ")}.`,
      evidence: evidence(figures, ["total_impressions", ...high]),
    },
  ];
}

/** Days whose campaign rows do not add up to Meta's own total (R7), one finding each. */
export function findUnreconciled(accountDays: readonly AccountDayRow[]): FoundIssue[] {
  return accountDays
    .filter((day) => day.differences.length > 0)
    .map((day) => ({
      check: "campaign_sum_differs",
      subject: day.date,
      severity: "high",
      message: `Incomplete Data Detected: campaigns and account total differ in ${day.differences.map(({ metric }) => metric).join(", ")}.`,
      evidence: { differences: day.differences },
    }));
}

function evidence(figures: FactFigures, metrics: readonly FactMetric[]): Record<string, string | null> {
  return Object.fromEntries(
    metrics.map((metric) => {
      const value = figures[metric];
      return [metric, value === null ? null : toDecimalText(value)];
    }),
  );
}

function show(value: Decimal | null): string {
  return value === null ? "—" : toDecimalText(value);
}
