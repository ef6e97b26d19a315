import { baseMonth } from "@/components/report/base-month";
import { monthTotalText } from "@/components/report/month-total-notice";
import { namesMonth, notComparableText } from "@/components/report/not-comparable-text";
import { inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { isUnread } from "@/lib/report/last-read";
import { differsFromCampaigns, differsFromMonth } from "@/lib/report/shown-state";

/**
 * What may still change it, gravest first: days to come, days that are missing, a total that does not agree, then Meta itself, for 28 days
 * after each day (conversions) or 3 (delivery; product.md, Words: settled). Final only where none of these holds; null where there is no figure.
 */
export function mayChangeText(kit: ReportKit, metric: ReportMetric): string | null {
  const { t, format, view } = kit;
  const { report } = view;
  const { state, inputs, unavailable } = report.figures[metric];
  if (unavailable === "not_measured") return null;
  const delivery = (key: ReportMetric) => !(key in report.mapping.kpis);
  const parts = inputs ? [inputs.numerator, inputs.denominator] : [metric];
  const reasons: string[] = [];
  if (report.state === "open") reasons.push(t("report.panel.growing"));
  if (report.coverage.missing.length > 0) reasons.push(t("report.panel.gap"));
  if (state === "unreconciled" || differsFromCampaigns(report, metric)) {
    reasons.push(t("report.panel.untilEqual"));
  }
  if (differsFromMonth(report, metric)) reasons.push(t("report.panel.untilMonth"));
  if (!parts.every(delivery) && report.may_change) {
    reasons.push(
      t("report.panel.until", {
        late: isUnread(report.may_change),
        date: format.day(report.may_change.until),
        range: format.range(report.may_change.since, report.window.until),
      }),
    );
  } else if (state === "provisional" || (state !== "settled" && view.youngDelivery)) {
    reasons.push(t("report.panel.delivery"));
  }
  if (reasons.length > 0) return reasons.join("; ");
  return unavailable === "not_collected" ? null : t("report.panel.settled");
}

/** Both bases with their days, or why there is none (R9). */
export function comparedText(kit: ReportKit, metric: ReportMetric): string {
  const { t, format, view } = kit;
  const { comparisons, value: printed } = view.report.figures[metric];
  return (["previous", "year_ago"] as const)
    .map((base) => {
      const comparison = comparisons[base];
      const month = format.month(baseMonth(kit, base));
      if (comparison.kind === "not_comparable" || comparison.base === null) {
        const reason = notComparableText(kit, base, comparison);
        return namesMonth(comparison) ? reason : t("report.panel.notCompared", { month, reason });
      }
      const value = format.value(metric, comparison.base);
      const compared = [
        t("report.panel.comparedWith", { month, value, days: comparison.base_days }),
        // The printed figure has more days than can be compared.
        ...(comparison.own === null || comparison.own === printed
          ? []
          : [
              t("report.panel.comparedOwn", {
                value: format.value(metric, comparison.own),
                days: comparison.own_days,
              }),
            ]),
      ].join(", ");
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
  if (report.month_total?.metric === metric) return monthTotalText(kit, report.month_total);
  if (view.disagreements.some((item) => item.metric === metric)) {
    return t("report.panel.unequal", { difference });
  }
  return t(/[1-9]/.test(outside) ? "report.panel.rounding" : "report.panel.equal", { difference });
}
