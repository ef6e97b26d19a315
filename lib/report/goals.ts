import { z } from "zod";
import { isRatio } from "@/lib/kpi/catalogue";
import { ratioOf } from "@/lib/kpi/figures";
import { metricKeys, type Report, type ReportMetric } from "@/lib/report/document";
import { Decimal, type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

const amount = z.string().regex(/^\d+(\.\d+)?$/);

const settingsSchema = z.object({
  /** Of a calendar month, in the account's currency. */
  monthly_budget: amount.optional(),
  goals: z
    .partialRecord(
      z.enum(metricKeys),
      z.union([z.object({ at_least: amount }), z.object({ at_most: amount })]),
    )
    .optional(),
});

export interface ReportSettings {
  readonly monthlyBudget: DecimalText | null;
  readonly goals: readonly {
    readonly metric: ReportMetric;
    readonly kind: "at_least" | "at_most";
    readonly target: DecimalText;
  }[];
}

/** What a client set for its reports (`clients.report_settings`); what is malformed counts as not set. */
export function parseReportSettings(value: unknown): ReportSettings {
  const { data } = settingsSchema.safeParse(value);
  const normal = (text: string) => toDecimalText(parseDecimal(text));
  const goals = Object.entries(data?.goals ?? {}).map(([metric, goal]) => {
    const [kind, target] =
      "at_least" in goal ? (["at_least", goal.at_least] as const) : (["at_most", goal.at_most] as const);
    return { metric: metric as ReportMetric, kind, target: normal(target) };
  });
  return { monthlyBudget: data?.monthly_budget ? normal(data.monthly_budget) : null, goals };
}

type Told = Pick<Report, "figures" | "coverage" | "state" | "appendix">;

/**
 * Goals with whether they were reached, and the budget with what should have been spent by the collected days: budget × days ÷ days of the
 * month. A goal of a month that is not whole, be it that it began before the collection did, is reached as soon as it cannot be missed any
 * more, else not known; one whose figure does not match Meta's is answered where both sums answer alike, else not known. null where nothing is
 * set.
 */
export function goalsOf(told: Told, settings: ReportSettings | undefined): Report["goals"] {
  if (!settings || (settings.monthlyBudget === null && settings.goals.length === 0)) return null;
  return {
    figures: settings.goals.map(({ metric, kind, target }) => ({
      metric,
      kind,
      target,
      met: isMet(told, metric, kind, target),
    })),
    budget: settings.monthlyBudget === null ? null : budgetOf(told, settings.monthlyBudget),
  };
}

function isMet(
  told: Told,
  metric: ReportMetric,
  kind: "at_least" | "at_most",
  target: string,
): boolean | null {
  const { value, days, state: trust } = told.figures[metric];
  if (value === null) return null;
  const reaches = (sum: string | Decimal) =>
    kind === "at_least" ? new Decimal(sum).gte(target) : new Decimal(sum).lte(target);
  const reached = reaches(value);
  if (trust === "unreconciled") {
    const other = valueByCampaigns(told, metric);
    if (other === null || reaches(other) !== reached) return null;
  }
  // The days are counted as well: "unreconciled" is the graver state and hides "partial".
  if (told.state !== "open" && trust !== "partial" && days === told.coverage.calendar) return reached;
  // Sums only grow: what is reached stays reached, and a limit that is passed stays passed. Ratios of some days say nothing of the month.
  if (told.figures[metric].inputs) return null;
  return reached === (kind === "at_least") ? reached : null;
}

/** The figure as the month's campaigns add it up, beside the account's; null where they do not say. */
function valueByCampaigns({ appendix }: Told, metric: ReportMetric): Decimal | null {
  const sums = Object.fromEntries(factMetrics.map((each) => [each, null])) as Record<
    FactMetric,
    Decimal | null
  >;
  for (const { metric: each, campaigns } of appendix.reconciliation) sums[each] = new Decimal(campaigns);
  return isRatio(metric) ? ratioOf(metric, sums) : sums[metric];
}

function budgetOf({ figures, coverage }: Told, budget: DecimalText): NonNullable<Report["goals"]>["budget"] {
  const { days, calendar } = coverage;
  const due = new Decimal(budget).times(days).dividedBy(calendar);
  const spent = figures.total_spend.value;
  const share = spent === null || due.isZero() ? null : new Decimal(spent).dividedBy(due).times(100);
  const text = (value: Decimal) => toDecimalText(value.toDecimalPlaces(6));
  return { amount: budget, due: text(due), spent, days, calendar, share: share && text(share) };
}
