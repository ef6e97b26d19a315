import { z } from "zod";
import { metricKeys, type Report, type ReportMetric } from "@/lib/report/document";
import { Decimal, type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";

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

type Told = Pick<Report, "figures" | "coverage" | "state">;

/**
 * Goals with whether they were reached, and the budget with what should have been spent by the collected days: budget × days ÷ days of the
 * month. A goal of a month that is not whole, be it that it began before the collection did, is reached as soon as it cannot be missed any
 * more, else not known. null where nothing is set.
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
  { figures, state, coverage }: Told,
  metric: ReportMetric,
  kind: "at_least" | "at_most",
  target: string,
): boolean | null {
  const { value, days, state: trust } = figures[metric];
  if (value === null) return null;
  const reached = kind === "at_least" ? new Decimal(value).gte(target) : new Decimal(value).lte(target);
  // The days are counted as well: "unreconciled" is the graver state and hides "partial".
  if (state !== "open" && trust !== "partial" && days === coverage.calendar) return reached;
  // Sums only grow: what is reached stays reached, and a limit that is passed stays passed. Ratios of some days say nothing of the month.
  if (figures[metric].inputs) return null;
  return reached === (kind === "at_least") ? reached : null;
}

function budgetOf({ figures, coverage }: Told, budget: DecimalText): NonNullable<Report["goals"]>["budget"] {
  const { days, calendar } = coverage;
  const due = new Decimal(budget).times(days).dividedBy(calendar);
  const spent = figures.total_spend.value;
  const share = spent === null || due.isZero() ? null : new Decimal(spent).dividedBy(due).times(100);
  const text = (value: Decimal) => toDecimalText(value.toDecimalPlaces(6));
  return { amount: budget, due: text(due), spent, days, calendar, share: share && text(share) };
}
