import { inputsOf, isRatio, ratioDefinitions } from "@/lib/kpi/catalogue";
import type { KpiChoices } from "@/lib/kpi/choices";
import { compareMonths } from "@/lib/kpi/compare";
import { type FactFigures, type PeriodFigure, periodFigure, sumFigures } from "@/lib/kpi/figures";
import { type Figure, metricKeys, type ReportMetric, type UnavailableReason } from "@/lib/report/document";
import { figureState } from "@/lib/report/figure-state";
import type { ReportInput } from "@/lib/report/input";
import type { MonthFacts, ReportMonths } from "@/lib/report/month-facts";
import { toDecimalText } from "@/lib/values/decimal";

/**
 * Every figure of the month, with its state, both comparisons (R9) and the thirteen months behind it, all from the same account-days (R1).
 * `months` are those of `monthsFacts`.
 */
export function monthFigures(input: ReportInput, months: ReportMonths): Record<ReportMetric, Figure> {
  const { choices, chosenOn } = input.mapping;
  const { own } = months;
  const compareWith = (base: MonthFacts, basePublication: ReportInput["published"]["previous"]) =>
    compareMonths({ own, base, choices, chosenOn, basePublication });
  const previous = compareWith(months.previous, input.published.previous);
  const yearAgo = compareWith(months.yearAgo, input.published.yearAgo);
  const rows = months.all.map((facts) => ({ facts, figures: facts.days.map((day) => day.figures) }));
  const ownRows = own.days.map((day) => day.figures);
  const sums = sumFigures(ownRows);

  const figures = {} as Record<ReportMetric, Figure>;
  for (const metric of metricKeys) {
    const figure = periodFigure(ownRows, metric);
    const lastChange = lastChangeOf(input, metric);
    figures[metric] = {
      ...valueAndState(figure, metric, own, choices),
      ...(figure.value === null ? { unavailable: whyUnavailable(metric, ownRows) } : {}),
      days: figure.days,
      ...(isRatio(metric) ? { inputs: inputsIn(ratioDefinitions[metric], figure, sums) } : {}),
      ...(lastChange ? { last_change: lastChange } : {}),
      sparkline: rows.map(({ facts, figures: monthRows }) => ({
        month: facts.month,
        ...valueAndState(periodFigure(monthRows, metric), metric, facts, choices),
      })),
      comparisons: { previous: previous(metric), year_ago: yearAgo(metric) },
    };
  }
  return figures;
}

/** Ratios of the month that are not the quotient of the month's two sums, because an input is measured on some of its days only. */
export function partlyMeasuredRatios(figures: Record<ReportMetric, Figure>): ReadonlySet<ReportMetric> {
  return new Set(metricKeys.filter((metric) => figures[metric].inputs?.sums !== undefined));
}

function valueAndState(
  figure: PeriodFigure,
  metric: ReportMetric,
  facts: MonthFacts,
  choices: KpiChoices,
): Pick<Figure, "value" | "state"> {
  if (figure.value === null) return { value: null, state: null };
  return { value: toDecimalText(figure.value), state: figureState(metric, facts, choices) };
}

function whyUnavailable(metric: ReportMetric, rows: readonly FactFigures[]): UnavailableReason {
  if (rows.length === 0) return "not_collected";
  const { days } = periodFigure(rows, metric);
  return isRatio(metric) && days > 0 ? "no_denominator" : "not_measured";
}

function inputsIn(
  definition: (typeof ratioDefinitions)[keyof typeof ratioDefinitions],
  figure: PeriodFigure,
  sums: FactFigures,
): Figure["inputs"] {
  const { numerator, denominator } = figure.of ?? {};
  const sameSums =
    !numerator ||
    !denominator ||
    (sums[definition.numerator]?.eq(numerator) && sums[definition.denominator]?.eq(denominator));
  if (sameSums) return definition;
  return {
    ...definition,
    sums: { numerator: toDecimalText(numerator), denominator: toDecimalText(denominator) },
  };
}

function lastChangeOf(input: ReportInput, metric: ReportMetric): string | null {
  const instants = inputsOf(metric).flatMap((key) => input.lastChanges[key] ?? []);
  const [newest] = instants.sort((a, b) => (a.epochNanoseconds > b.epochNanoseconds ? -1 : 1));
  return newest?.toString() ?? null;
}
