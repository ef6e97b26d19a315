import { type AddedDays, countOf, lastOf } from "@/lib/kpi/added-days";
import { alignMonths, type ComparedMonth } from "@/lib/kpi/align-months";
import {
  addsAmounts,
  betterDirection,
  conversionsBehind,
  inputsOf,
  isInCurrency,
  isKpi,
  isRatio,
} from "@/lib/kpi/catalogue";
import { type KpiCandidate, type KpiChoice, type KpiChoices, sameChoice } from "@/lib/kpi/choices";
import { periodOf } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type Decimal, type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";
import type { KpiMetric, MappedKpi, Metric } from "@/lib/values/metric";

/** Why two periods are not compared (R9). */
export const notComparableReasons = [
  "base_not_collected",
  "base_incomplete",
  "own_not_collected",
  "own_incomplete",
  "not_measured",
  "base_not_measured",
  "measured_since",
  "mapping_changed",
  "no_denominator",
  "currency_changed",
  "other_currency",
] as const;
export type NotComparableReason = (typeof notComparableReasons)[number];

/** A figure against an earlier month. Values are exact decimal text in the metric's unit; `change` is a percentage of the base. */
export interface Comparison {
  kind: "percent" | "counts" | "from_zero" | "not_comparable";
  own: DecimalText | null;
  base: DecimalText | null;
  own_days: number;
  base_days: number;
  change: DecimalText | null;
  /** null where the change is neither good nor bad: spend, no change, or too few to judge. */
  good: boolean | null;
  reason?: NotComparableReason;
  since?: CalendarDay;
  published_base?: DecimalText;
}

/** The newest publication of the base month, as far as a comparison needs it; read from its stored document. */
export interface BasePublication {
  readonly version: number;
  /** `currency` of that document. */
  readonly currency: string;
  /** `mapping.kpis` of that document; a KPI that is not there was not measured. */
  readonly choices: { readonly [Kpi in KpiMetric]?: KpiCandidate | undefined };
  /** `figures[metric].value` of that document. */
  readonly figures: { readonly [Key in Metric]?: DecimalText | null | undefined };
}

export interface ComparisonInput {
  readonly own: ComparedMonth;
  readonly base: ComparedMonth;
  /** The choices in force: facts of both months are derived by them. */
  readonly choices: KpiChoices;
  /** Day since which the present choice stands; without it `measured_since` is named. */
  readonly chosenOn: { readonly [Kpi in MappedKpi]?: CalendarDay | undefined };
  readonly basePublication: BasePublication | null;
}

type ReadFigure = ReturnType<typeof periodOf>;

/** Below this many conversions on either side, counts stand in place of a percentage (R9). */
const enoughConversions = 10;
const changeDigits = 12;

/**
 * Compares a month with an earlier one, metric by metric, by R9 completely: periods of equal meaning, both measured, counted the same way
 * as the base month's newest publication counted; otherwise "not comparable" and why. The base is read from facts. Pure.
 */
export function compareMonths(input: ComparisonInput): (metric: Metric) => Comparison {
  const aligned = alignMonths(input.own, input.base);
  const ownFigure = figuresOf(aligned.own);
  const baseFigure = figuresOf(aligned.base);
  const wholeBase = figuresOf(input.base.days);
  const firstDays = { own: aligned.own[0]?.date, base: aligned.base[0]?.date };
  const lastBase = aligned.base.map(lastOf).sort().at(-1);
  const days = { own_days: countAll(aligned.own), base_days: countAll(aligned.base) };

  return (metric) => {
    const refuse = (reason: NotComparableReason, since?: CalendarDay): Comparison => ({
      ...{ kind: "not_comparable", own: null, base: null, change: null, good: null, reason },
      ...days,
      ...(since ? { since } : {}),
    });
    if (aligned.reason) return refuse(aligned.reason);
    const currencies = otherCurrencies(metric, input);
    if (currencies) return refuse(currencies);
    for (const kpi of inputsOf(metric).filter(isKpi)) {
      const choice = input.choices[kpi];
      if (!choice) return refuse("not_measured");
      const since = choice.measured_since;
      if (lastBase && lastBase < since) return refuse("base_not_measured", since);
      if (!isMeasured(choice, firstDays.own) || !isMeasured(choice, firstDays.base)) {
        return refuse("measured_since", since);
      }
      if (input.basePublication && !sameChoice(choice, input.basePublication.choices[kpi])) {
        const mapped: MappedKpi = kpi === "reservation_value" ? "reservations" : kpi;
        return refuse("mapping_changed", input.chosenOn[mapped] ?? since);
      }
    }
    const own = ownFigure(metric).value;
    const base = baseFigure(metric).value;
    if (own === null || base === null) {
      return refuse(isRatio(metric) ? "no_denominator" : own === null ? "not_measured" : "base_not_measured");
    }
    return {
      ...changeBetween(metric, own, base, tooFew(metric, ownFigure, baseFigure)),
      ...{ own: toDecimalText(own), base: toDecimalText(base) },
      ...days,
      ...publishedOtherwise(input.basePublication, metric, wholeBase),
    };
  };
}

function figuresOf(days: readonly AddedDays[]): ReadFigure {
  return periodOf(
    days.map(({ figures }) => figures),
    days.map(countOf),
  );
}

function countAll(days: readonly AddedDays[]): number {
  return days.reduce((sum, day) => sum + countOf(day), 0);
}

/**
 * Why the currencies of two months forbid a comparison (R8, R9): this month's changed within it, or the base month is not wholly in this
 * month's, be it by its facts or by what was published of it. Of quotients of two amounts only a change within a month does harm. null
 * where there is nothing to say.
 */
function otherCurrencies(
  metric: Metric,
  { own, base, basePublication }: ComparisonInput,
): "currency_changed" | "other_currency" | null {
  if (!addsAmounts(metric)) return null;
  if (own.currencies.length > 1) return "currency_changed";
  if (base.currencies.length > 1) return "other_currency";
  const [currency] = own.currencies;
  const isOther = [base.currencies[0], basePublication?.currency ?? currency].some((one) => one !== currency);
  return isOther && isInCurrency(metric) ? "other_currency" : null;
}

function isMeasured(choice: KpiChoice, firstDay: CalendarDay | undefined): boolean {
  return firstDay !== undefined && firstDay >= choice.measured_since;
}

/** Fewer than 10 conversions on either side, for the count itself, its value and every ratio built on it. */
function tooFew(metric: Metric, own: ReadFigure, base: ReadFigure): boolean {
  const isFew = (figure: ReadFigure, kpi: MappedKpi) => figure(kpi).value?.lt(enoughConversions) ?? true;
  return conversionsBehind(metric).some((kpi) => isFew(own, kpi) || isFew(base, kpi));
}

function changeBetween(
  metric: Metric,
  own: Decimal,
  base: Decimal,
  few: boolean,
): Pick<Comparison, "kind" | "change" | "good"> {
  if (base.isZero()) return { kind: "from_zero", change: null, good: null };
  if (few) return { kind: "counts", change: null, good: null };
  const change = own.minus(base).times(100).dividedBy(base).toSignificantDigits(changeDigits);
  const better = betterDirection(metric);
  const good = change.isZero() || better === "neither" ? null : change.gt(0) === (better === "higher");
  return { kind: "percent", change: toDecimalText(change), good };
}

/** What the base month's newest publication prints, where facts say otherwise by now (R9). */
function publishedOtherwise(
  publication: BasePublication | null,
  metric: Metric,
  wholeBase: ReadFigure,
): Pick<Comparison, "published_base"> {
  const printed = publication?.figures[metric];
  if (printed === undefined || printed === null) return {};
  const now = wholeBase(metric).value;
  return now?.eq(parseDecimal(printed)) ? {} : { published_base: printed };
}
