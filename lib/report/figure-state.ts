import { conversionsSettleAfter, deliverySettlesAfter } from "@/lib/facts/day-state";
import { inputsOf, isKpi } from "@/lib/kpi/catalogue";
import type { KpiChoices } from "@/lib/kpi/choices";
import type { FigureState } from "@/lib/report/document";
import type { FactDays, MonthFacts } from "@/lib/report/month-facts";
import type { FactMetric, Metric } from "@/lib/values/metric";

/**
 * State of a month's figure (product.md, States), gravest first: unreconciled where a day differs in the metric or an input of it, partial
 * where a day is missing or lies before `measured_since`, provisional while any of its days may change, settled. A ratio takes the worst
 * of its inputs. null without any row.
 */
export function figureState(
  metric: Metric,
  facts: MonthFacts<FactDays>,
  choices: KpiChoices,
): FigureState | null {
  if (facts.days.length === 0) return null;
  const inputs = inputsOf(metric);
  if (inputs.some((input) => isUnreconciled(input, facts))) return "unreconciled";
  if (facts.missing.length > 0 || inputs.some((input) => hasUnmeasuredDay(input, facts, choices))) {
    return "partial";
  }
  return inputs.some((input) => isProvisional(input, facts)) ? "provisional" : "settled";
}

function isUnreconciled(metric: FactMetric, facts: MonthFacts<FactDays>): boolean {
  return facts.days.some(
    (day) => !day.reconciled && day.differences.some((difference) => difference.metric === metric),
  );
}

function hasUnmeasuredDay(metric: FactMetric, facts: MonthFacts<FactDays>, choices: KpiChoices): boolean {
  if (!isKpi(metric)) return false;
  const since = choices[metric]?.measured_since;
  return facts.days.some((day) => since === undefined || day.date < since);
}

/** Every day is looked at, not only the month's last: an earlier day that a broken week left unread may change too. */
function isProvisional(metric: FactMetric, facts: MonthFacts<FactDays>): boolean {
  return facts.days.some((day) => day.ageWhenRead < settlesAfter(metric));
}

/** Days after which a day's figure carries the mark no more: 28 for conversions, 3 for spend, impressions and clicks. */
export function settlesAfter(metric: FactMetric): number {
  return isKpi(metric) ? conversionsSettleAfter : deliverySettlesAfter;
}
