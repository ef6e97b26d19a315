import { z } from "zod";
import { isRatio } from "@/lib/kpi/catalogue";
import { type FactFigures, ratioOf } from "@/lib/kpi/figures";
import { metricKeys, type Report, type ReportMetric } from "@/lib/report/document";
import { differsFromCampaigns, differsFromMonth } from "@/lib/report/shown-state";
import { Decimal, type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

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

type Told = Pick<Report, "figures" | "coverage" | "state" | "appendix" | "month_total" | "differing_sums">;
type Goal = ReportSettings["goals"][number];

/**
 * Goals with whether they were reached, and the budget with what should have been spent by the collected days: budget × days ÷ days of the
 * month. A goal of a month that is not whole, be it that it began before the collection did, is reached as soon as it cannot be missed any
 * more, else not known; one whose figure does not match its campaigns, or Meta's own total of the month, is answered where both sums answer
 * alike, else not known. null where nothing is set.
 */
export function goalsOf(told: Told, settings: ReportSettings | undefined): Report["goals"] {
  if (!settings || (settings.monthlyBudget === null && settings.goals.length === 0)) return null;
  return {
    figures: settings.goals.map((goal) => ({ ...goal, met: isMet(told, goal) })),
    budget: settings.monthlyBudget === null ? null : budgetOf(told, settings.monthlyBudget),
  };
}

/** Why a goal is not answered: its sums answer differently, days are not there, or there is no figure at all. */
export function whyUnanswered(told: Told, goal: Omit<Goal, "target"> & { readonly target: string }) {
  const { value, days } = told.figures[goal.metric];
  if (value === null) return "no_figure";
  if (answer(told, goal, new Decimal(value)) !== null) return "differs";
  return days < told.coverage.calendar ? "days" : "no_figure";
}

function isMet(told: Told, goal: Goal): boolean | null {
  const { value } = told.figures[goal.metric];
  if (value === null) return null;
  const [own, ...others] = [new Decimal(value), ...otherValues(told, goal.metric)].map((sum) =>
    sum === null ? null : answer(told, goal, sum),
  );
  return own !== undefined && others.every((other) => other === own) ? own : null;
}

/** What one sum says of a goal, null where the month cannot say it yet. */
function answer(
  { figures, state, coverage }: Told,
  { metric, kind, target }: Pick<Goal, "metric" | "kind"> & { readonly target: string },
  sum: Decimal,
): boolean | null {
  const { days, state: trust, inputs } = figures[metric];
  const reached = kind === "at_least" ? sum.gte(target) : sum.lte(target);
  // The days are counted as well: "unreconciled" is the graver state and hides "partial".
  if (state !== "open" && trust !== "partial" && days === coverage.calendar) return reached;
  // Sums only grow: what is reached stays reached, and a limit that is passed stays passed. Ratios of some days say nothing of the month.
  if (inputs) return null;
  return reached === (kind === "at_least") ? reached : null;
}

/** The figure as the month's campaigns add it up, and with Meta's own total of the month, where those are others; null where they do not say. */
function otherValues(told: Told, metric: ReportMetric): (Decimal | null)[] {
  const { month_total: total, figures, appendix } = told;
  const valueBy = (side: "account" | "campaigns", own: Partial<FactFigures> = {}) => {
    const none = factMetrics.map((each) => [each, null]);
    const read = appendix.reconciliation.map((entry) => [entry.metric, new Decimal(entry[side])]);
    const sums: FactFigures = { ...Object.fromEntries([...none, ...read]), ...own };
    return isRatio(metric) ? ratioOf(metric, sums) : sums[metric];
  };
  const others: (Decimal | null)[] = [];
  if (figures[metric].state === "unreconciled" || differsFromCampaigns(told, metric))
    others.push(valueBy("campaigns"));
  if (total && differsFromMonth(told, metric))
    others.push(valueBy("account", { [total.metric]: new Decimal(total.meta) }));
  return others;
}

function budgetOf({ figures, coverage }: Told, budget: DecimalText): NonNullable<Report["goals"]>["budget"] {
  const { days, calendar } = coverage;
  const due = new Decimal(budget).times(days).dividedBy(calendar);
  const spent = figures.total_spend.value;
  const share = spent === null || due.isZero() ? null : new Decimal(spent).dividedBy(due).times(100);
  const text = (value: Decimal) => toDecimalText(value.toDecimalPlaces(6));
  return { amount: budget, due: text(due), spent, days, calendar, share: share && text(share) };
}
