import { countOf } from "@/lib/kpi/added-days";
import {
  addsAmounts,
  inputsOf,
  isInCurrency,
  isRatio,
  type RatioDefinition,
  ratioDefinitions,
} from "@/lib/kpi/catalogue";
import type { KpiChoices } from "@/lib/kpi/choices";
import { compareMonths } from "@/lib/kpi/compare";
import { type PeriodFigure, periodOf } from "@/lib/kpi/figures";
import { type Figure, metricKeys, type ReportMetric, type UnavailableReason } from "@/lib/report/document";
import { figureState } from "@/lib/report/figure-state";
import type { ReportInput } from "@/lib/report/input";
import type { FactDays, MonthFacts, ReportMonths } from "@/lib/report/month-facts";
import { type Decimal, toDecimalText } from "@/lib/values/decimal";
import { windowLength } from "@/lib/values/window";

/**
 * Every figure of the month, with its state, both comparisons (R9) and the thirteen months behind it, all from the same account-days (R1).
 * `months` are those of `reportMonths`.
 */
export function monthFigures(input: ReportInput, months: ReportMonths): Record<ReportMetric, Figure> {
  const { choices, chosenOn } = input.mapping;
  const { own } = months;
  const compareWith = (base: MonthFacts, basePublication: ReportInput["published"]["previous"]) =>
    compareMonths({ own, base, choices, chosenOn, basePublication });
  const previous = compareWith(months.previous, input.published.previous);
  const yearAgo = compareWith(months.yearAgo, input.published.yearAgo);
  const read = (facts: MonthFacts) => ({ facts, figureOf: figuresIn(facts, own) });
  const thirteen = months.all.map(read);
  const { figureOf } = read(own);

  const figures = {} as Record<ReportMetric, Figure>;
  for (const metric of metricKeys) {
    const figure = figureOf(metric);
    const lastChange = lastChangeOf(input, metric);
    figures[metric] = {
      ...plainFigure(figure, metric, own, choices),
      ...(isRatio(metric) ? { inputs: inputsIn(ratioDefinitions[metric], figure, figureOf) } : {}),
      ...(lastChange ? { last_change: lastChange } : {}),
      sparkline: thirteen.map((month) => ({
        month: month.facts.month,
        ...recordPoint(month.figureOf(metric), metric, month.facts, input),
      })),
      comparisons: { previous: previous(metric), year_ago: yearAgo(metric) },
    };
  }
  return figures;
}

/** A figure as it stands alone: its value, its state, and how many days are behind it. */
export type PlainFigure = Pick<Figure, "value" | "unavailable" | "state" | "days">;

/** Any figure of the month alone, as `monthFigures` has it: for lists, which show three. */
export function figureReader(
  facts: MonthFacts<FactDays>,
  choices: KpiChoices,
): (metric: ReportMetric) => PlainFigure {
  const figureOf = figuresIn(facts, facts);
  return (metric) => plainFigure(figureOf(metric), metric, facts, choices);
}

function plainFigure(
  figure: PeriodFigure,
  metric: ReportMetric,
  facts: MonthFacts<FactDays>,
  choices: KpiChoices,
): PlainFigure {
  return {
    ...valueAndState(figure, metric, facts, choices),
    ...(figure.value === null ? { unavailable: whyUnavailable(metric, facts, figure) } : {}),
    days: figure.days,
  };
}

/**
 * Any metric of a month, without a value where amounts of two currencies would be added, and in the months behind this one also where the
 * amount is in another currency than this month's (R8).
 */
function figuresIn(
  facts: MonthFacts<FactDays>,
  own: MonthFacts<FactDays>,
): (metric: ReportMetric) => PeriodFigure {
  const figureOf = periodOf(
    facts.days.map((day) => day.figures),
    facts.days.map(countOf),
  );
  const isOther = facts !== own && facts.currencies[0] !== own.days.at(-1)?.currency && own.days.length > 0;
  return (metric) => {
    const figure = figureOf(metric);
    const isMeaningless =
      (facts.currencies.length > 1 && addsAmounts(metric)) || (isOther && isInCurrency(metric));
    return isMeaningless ? { value: null, days: figure.days } : figure;
  };
}

/** Ratios of the month that are not the quotient of the month's two sums, because an input is measured on some of its days only. */
export function partlyMeasuredRatios(figures: Record<ReportMetric, Figure>): ReadonlySet<ReportMetric> {
  return new Set(metricKeys.filter((metric) => figures[metric].inputs?.sums !== undefined));
}

function valueAndState(
  figure: PeriodFigure,
  metric: ReportMetric,
  facts: MonthFacts<FactDays>,
  choices: KpiChoices,
): Pick<Figure, "value" | "state"> {
  if (figure.value === null) return { value: null, state: null };
  return { value: toDecimalText(figure.value), state: figureState(metric, facts, choices) };
}

/**
 * A month among thirteen, by more than its days alone: one whose sum is not Meta's own does not agree (R11), and one that the collection
 * entered half-way must not look like a fall or a rise, though nothing is missing of it.
 */
function recordPoint(
  figure: PeriodFigure,
  metric: ReportMetric,
  facts: MonthFacts,
  { mapping, differingMonths }: ReportInput,
): Pick<Figure, "value" | "state"> {
  const { value, state } = valueAndState(figure, metric, facts, mapping.choices);
  if (value === null || state === "unreconciled") return { value, state };
  const inputs = inputsOf(metric);
  const differs = differingMonths.some(
    (one) => one.month === facts.month && inputs.some((input) => input === one.metric),
  );
  if (differs) return { value, state: "unreconciled" };
  return { value, state: facts.days.length === windowLength(facts.window) ? state : "partial" };
}

function whyUnavailable(
  metric: ReportMetric,
  facts: MonthFacts<FactDays>,
  figure: PeriodFigure,
): UnavailableReason {
  if (facts.days.length === 0) return "not_collected";
  if (facts.currencies.length > 1 && figure.days > 0 && addsAmounts(metric)) return "currency_changed";
  return isRatio(metric) && figure.days > 0 ? "no_denominator" : "not_measured";
}

/** How a ratio is made, with its two sums where they are not the month's own figures. */
function inputsIn(
  definition: RatioDefinition,
  figure: PeriodFigure,
  figureOf: (metric: ReportMetric) => PeriodFigure,
): NonNullable<Figure["inputs"]> {
  const { numerator, denominator } = figure.of ?? {};
  if (!numerator || !denominator) return definition;
  const isMonths = (sum: Decimal, metric: ReportMetric) => figureOf(metric).value?.eq(sum) ?? false;
  if (isMonths(numerator, definition.numerator) && isMonths(denominator, definition.denominator)) {
    return definition;
  }
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
