import { type Comparison, compareMonths } from "@/lib/kpi/compare";
import { accountChangesOf, moneyAndClock } from "@/lib/report/account-changes";
import { coverageOf } from "@/lib/report/daily";
import { ranNothing } from "@/lib/report/delivery";
import { type Report, type ReportMetric, type ResultMetric, resultMetrics } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import { comparedMonths, type FactDays, monthState } from "@/lib/report/month-facts";
import { figureReader, type PlainFigure } from "@/lib/report/month-figures";
import { type Blocker, whatBlocks } from "@/lib/report/publishing-rules";
import { costOfResult } from "@/lib/report/result";
import type { FactMetric } from "@/lib/values/metric";

/** What lists show of a client's month. Amounts are exact decimal text in `currency`. */
export interface MonthOverview extends Pick<Report, "currency" | "state" | "reconciled" | "coverage"> {
  readonly noDelivery: boolean;
  readonly spend: PlainFigure;
  /** The client's result and its own word for it; null when it sees none of them. */
  readonly result: {
    readonly metric: ResultMetric;
    readonly name: string | null;
    readonly figure: PlainFigure;
    readonly costMetric: ReportMetric;
    readonly cost: PlainFigure;
    /** Cost per result against the month before (R9). */
    readonly change: Comparison;
  } | null;
  readonly blockers: readonly Blocker[];
}

/** The metrics that an overview is made of, whatever the client sees. */
export const overviewMetrics: readonly FactMetric[] = ["total_spend", "total_impressions", ...resultMetrics];

/** What a list knows of a month; the days, single or added up, may begin with the month before. */
type OverviewInput = Pick<
  ReportInput,
  "now" | "month" | "client" | "account" | "mapping" | "attempts" | "monthTotal"
> & {
  readonly days: readonly FactDays[];
  readonly previousPublication: ReportInput["published"]["previous"];
};

/**
 * The few lines of `buildReport` that a list has room for, by the functions that the report itself is made with, so that what both say is the
 * same (R1). What only the report's own page shows is not worked out: of two hundred clients it would be nearly all of the work. So a list knows
 * no sums of campaigns: where they alone differ (`sums_differ`), the report says unreconciled and blocks, and its line here does not.
 */
export function overviewOf(input: OverviewInput): MonthOverview {
  const { client, account, mapping } = input;
  const { own, previous } = comparedMonths(input);
  const figureOf = figureReader(own, mapping.choices);
  const compare = compareMonths({
    own,
    base: previous,
    ...mapping,
    basePublication: input.previousPublication,
  });
  const metric = resultMetrics.find((kpi) => client.shown.includes(kpi));
  const state = monthState(own, input);
  const coverage = coverageOf(own, input);
  return {
    currency: moneyAndClock(own, account).currency,
    state,
    reconciled: own.days.length === 0 ? null : own.days.every((day) => day.reconciled),
    noDelivery: ranNothing(own),
    coverage,
    spend: figureOf("total_spend"),
    result: metric
      ? {
          metric,
          name: client.names[metric] ?? null,
          figure: figureOf(metric),
          costMetric: costOfResult[metric],
          cost: figureOf(costOfResult[metric]),
          change: compare(costOfResult[metric]),
        }
      : null,
    blockers: whatBlocks({
      state,
      coverage,
      daily: own.days
        .filter((day) => !day.reconciled)
        .map(({ date }) => ({ date, state: "unreconciled" as const })),
      account_changes: accountChangesOf(own, account),
      ...(input.monthTotal ? { month_total: input.monthTotal } : {}),
    }),
  };
}
