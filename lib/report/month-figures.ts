import { inputsOf, isRatio, ratioDefinitions } from "@/lib/kpi/catalogue";
import type { KpiChoices } from "@/lib/kpi/choices";
import { compareMonths } from "@/lib/kpi/compare";
import { type FactFigures, type PeriodFigure, periodFigure, sumFigures } from "@/lib/kpi/figures";
import { type Figure, metricKeys, type ReportMetric, type UnavailableReason } from "@/lib/report/document";
import { figureState } from "@/lib/report/figure-state";
import type { ReportInput } from "@/lib/report/input";
import { type MonthFacts, monthFacts } from "@/lib/report/month-facts";
import { addMonths } from "@/lib/values/calendar-month";
import { toDecimalText } from "@/lib/values/decimal";

/** Months in a sparkline, this one included: the same month a year ago is the first of them. */
const sparklineMonths = 13;

/** Every figure of the month, with its state, both comparisons (R9) and thirteen months behind it; all from the same account-days (R1). */
export function monthFigures(input: ReportInput): Record<ReportMetric, Figure> {
  const { choices, chosenOn } = input.mapping;
  const months = Array.from({ length: sparklineMonths }, (_, index) =>
    monthFacts(input, addMonths(input.month, index + 1 - sparklineMonths)),
  );
  const own = monthFacts(input, input.month);
  const compareWith = (monthsBack: number, basePublication: ReportInput["published"]["previous"]) =>
    compareMonths({
      own,
      base: monthFacts(input, addMonths(input.month, -monthsBack)),
      choices,
      chosenOn,
      basePublication,
    });
  const previous = compareWith(1, input.published.previous);
  const yearAgo = compareWith(12, input.published.yearAgo);
  const rows = months.map((facts) => ({ facts, figures: facts.days.map((day) => day.figures) }));
  const ownRows = own.days.map((day) => day.figures);
  const sums = sumFigures(ownRows);

  const figures = {} as Record<ReportMetric, Figure>;
  for (const metric of metricKeys) {
    const figure = periodFigure(ownRows, metric);
    const lastChange = lastChangeOf(input, metric);
    figures[metric] = {
      ...valueAndState(figure, metric, own, choices, input.account.zone),
      ...(figure.value === null ? { unavailable: whyUnavailable(metric, ownRows) } : {}),
      days: figure.days,
      ...(isRatio(metric) ? { inputs: inputsIn(ratioDefinitions[metric], figure, sums) } : {}),
      ...(lastChange ? { last_change: lastChange } : {}),
      sparkline: rows.map((month) => ({
        month: month.facts.month,
        ...valueAndState(
          periodFigure(month.figures, metric),
          metric,
          month.facts,
          choices,
          input.account.zone,
        ),
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
  zone: string,
): Pick<Figure, "value" | "state"> {
  if (figure.value === null) return { value: null, state: null };
  return { value: toDecimalText(figure.value), state: figureState(metric, facts, choices, zone) };
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
