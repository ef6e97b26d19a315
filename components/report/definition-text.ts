import { choiceOf } from "@/components/report/source-formula";
import { capitalised, inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Correction } from "@/lib/publications/view/changes";
import type { ReportMetric } from "@/lib/report/document";

/** What a metric means in this account: Meta's own field, one event type, or a quotient of two sums. */
export function definitionText(kit: ReportKit, metric: ReportMetric): string {
  const { t, format, view, name } = kit;
  switch (metric) {
    case "total_spend":
    case "total_impressions":
    case "total_clicks":
    case "link_clicks":
      return t(`report.appendix.definition.${metric}`);
    default:
  }
  const { inputs } = view.report.figures[metric];
  if (inputs) {
    const numerator = capitalised(name(inputs.numerator));
    const denominator = inSentence(name(inputs.denominator));
    if (inputs.scale === 1) return t("report.appendix.ratio", { numerator, denominator });
    const scale = format.count(String(inputs.scale));
    return t("report.appendix.ratioOf", { numerator, denominator, scale });
  }
  const choice = choiceOf(kit, metric);
  if (!choice) return t("report.appendix.notMapped");
  const date = format.dayYear(choice.measured_since);
  if (metric === "reservation_value") return t("report.appendix.valueEvent", { type: choice.type, date });
  return t("report.appendix.event", { type: choice.type, list: choice.list, date });
}

/** One correction in one sentence, for the appendix that is also printed. */
export function correctionText(kit: ReportKit, correction: Correction): string {
  const { t, format, name } = kit;
  const items = correction.items.map(({ kpi, from, to }) =>
    t("report.notice.correctedItem", {
      metric: inSentence(name(kpi)),
      from: from === null ? "—" : format.value(kpi, from),
      to: to === null ? "—" : format.value(kpi, to),
    }),
  );
  const { version, why } = correction;
  const words = { version: String(version), date: format.instantDay(correction.at), why };
  return items.length === 0
    ? t("report.appendix.correctionSame", words)
    : t("report.appendix.correction", { ...words, items: items.join("; ") });
}
