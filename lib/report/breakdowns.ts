import { sameChoice } from "@/lib/kpi/choices";
import type { FactFigures } from "@/lib/kpi/figures";
import { notReportedByRegion } from "@/lib/kpi/on-meta";
import type { Report, ReportMetric } from "@/lib/report/document";
import type { MonthBreakdown, ReportInput } from "@/lib/report/input";
import type { MonthFacts } from "@/lib/report/month-facts";
import { isAboutMonth, missingReason, periodState } from "@/lib/report/periods";
import { valuesOf } from "@/lib/report/values-of";
import type { BreakdownKind } from "@/lib/values/breakdown";
import { toDecimalText, zero } from "@/lib/values/decimal";
import { deliveryMetrics, type KpiMetric, kpiMetrics } from "@/lib/values/metric";

type Breakdown = Report["breakdowns"]["region"];

/**
 * The month by who and where. Each breakdown stands for itself: one that is missing says why and leaves the others alone (incidents 27, 47),
 * and one that is there says what it covers of the account's own total. `without` are ratios that two sums cannot give.
 */
export function breakdownsOf(
  facts: MonthFacts,
  input: ReportInput,
  without: ReadonlySet<ReportMetric>,
): Report["breakdowns"] {
  const of = (kind: BreakdownKind) => breakdownOf(kind, facts, input, without);
  return { age_gender: of("age_gender"), placement: of("placement"), region: of("region") };
}

function breakdownOf(
  kind: BreakdownKind,
  facts: MonthFacts,
  input: ReportInput,
  without: ReadonlySet<ReportMetric>,
): Breakdown {
  const read = input.breakdowns.find((candidate) => candidate.kind === kind);
  if (!read) return { unavailable: "not_collected" };
  // The newest try failed and there is nothing older of exactly these days to show in its place.
  const isWhole = isAboutMonth(read, facts, input);
  if (read.spend === null || !isWhole) {
    return { unavailable: read.unavailable ? missingReason(read.unavailable) : "not_collected" };
  }
  // Meta adds up the whole month, whatever the currency was on which day; such a sum has no meaning (R8).
  if (facts.currencies.length > 1) return { unavailable: "currency_changed" };
  const { window, spend, accountSpend, observedAt } = read;
  const shown = [...new Set<ReportMetric>([...deliveryMetrics, ...input.client.shown])];
  const unlike = countedOtherwise(read, input);
  return {
    window: { since: window.since, until: window.until },
    rows: [...read.rows].sort(kind === "age_gender" ? byKeys : bySpend).map(({ key1, key2, figures }) => {
      const values = valuesOf({ ...figures, ...nulls(unlike) }, without);
      return {
        keys: kind === "region" ? [key1] : [key1, key2],
        figures: Object.fromEntries(shown.map((metric) => [metric, values[metric]])),
      };
    }),
    not_reported: (kind === "region" ? notReportedByRegion(input.mapping.choices) : []).filter((kpi) =>
      shown.includes(kpi),
    ),
    covers: {
      spend: toDecimalText(spend),
      account_spend: accountSpend && toDecimalText(accountSpend),
      observed_at: observedAt.toString(),
    },
    difference: accountSpend && toDecimalText(accountSpend.minus(spend)),
    state: periodState(read, input),
  };
}

/** KPIs that counted another action type when the breakdown was read: unknown until it is read again, rather than two meanings in one report. */
function countedOtherwise({ choices }: MonthBreakdown, { mapping }: ReportInput): KpiMetric[] {
  return kpiMetrics.filter((kpi) => !sameChoice(choices[kpi], mapping.choices[kpi]));
}

function nulls(metrics: readonly KpiMetric[]): Partial<FactFigures> {
  return Object.fromEntries(metrics.map((metric) => [metric, null]));
}

type Row = MonthBreakdown["rows"][number];

/** Ages in their order; Meta's "unknown" stands last. */
function byKeys(a: Row, b: Row): number {
  return compareText(`${a.key1} ${a.key2}`, `${b.key1} ${b.key2}`);
}

function bySpend(a: Row, b: Row): number {
  return (b.figures.total_spend ?? zero).comparedTo(a.figures.total_spend ?? zero) || byKeys(a, b);
}

function compareText(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
