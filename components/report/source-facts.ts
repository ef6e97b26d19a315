import { baseMonth } from "@/components/report/base-month";
import { notComparableText } from "@/components/report/not-comparable-text";
import { inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";

/** Until when Meta may restate it: conversions 28 days after each day, delivery 3 (product.md, Words: settled). */
export function mayChangeText({ t, format, view }: ReportKit, metric: ReportMetric): string {
  const { report } = view;
  const { state, inputs } = report.figures[metric];
  const delivery = (key: ReportMetric) => !(key in report.mapping.kpis) && !report.figures[key].inputs;
  const parts = inputs ? [inputs.numerator, inputs.denominator] : [metric];
  if (!parts.every(delivery) && report.may_change) {
    return t("report.panel.until", {
      date: format.day(report.may_change.until),
      range: format.range(report.may_change.since, report.window.until),
    });
  }
  return t(state === "provisional" ? "report.panel.delivery" : "report.panel.settled");
}

/** Both bases with their days, or why there is none (R9). */
export function comparedText(kit: ReportKit, metric: ReportMetric): string {
  const { t, format, view } = kit;
  const { comparisons } = view.report.figures[metric];
  return (["previous", "year_ago"] as const)
    .map((base) => {
      const comparison = comparisons[base];
      const month = format.month(baseMonth(kit, base));
      if (comparison.kind === "not_comparable" || comparison.base === null) {
        return t("report.panel.notCompared", { month, reason: notComparableText(kit, base, comparison) });
      }
      const value = format.value(metric, comparison.base);
      const compared = t("report.panel.comparedWith", { month, value, days: comparison.base_days });
      if (comparison.published_base === undefined) return compared;
      const published = format.value(metric, comparison.published_base);
      return `${compared}, ${t("report.panel.publishedBase", { month, value: published })}`;
    })
    .join("; ");
}

/** When Meta was asked and by which run. */
export function readText({ t, format, view }: ReportKit): string {
  const { observed_at, run_id } = view.report;
  if (observed_at === null) return t("report.panel.notRead");
  return t("report.panel.readOf", { instant: format.instantMinute(observed_at), run: run_id ?? "—" });
}

/** Whether campaigns add up to the account's total for this figure, and by how much they do not (R7). */
export function reconciledText(kit: ReportKit, metric: ReportMetric): string {
  const { t, format, view, name } = kit;
  const { report } = view;
  if (report.reconciled === null) return t("report.panel.unchecked");
  const { inputs, unavailable } = report.figures[metric];
  if (unavailable === "currency_changed") return t("report.panel.currencies");
  if (inputs) {
    return t("report.panel.inputsReconciled", {
      numerator: inSentence(name(inputs.numerator)),
      denominator: inSentence(name(inputs.denominator)),
    });
  }
  const outside = report.unattributed.figures[metric];
  if (outside === null) return t("report.panel.unchecked");
  const difference = format.value(metric, outside);
  if (view.disagreements.some((item) => item.metric === metric)) {
    return t("report.panel.unequal", { difference });
  }
  return t(/[1-9]/.test(outside) ? "report.panel.rounding" : "report.panel.equal", { difference });
}
