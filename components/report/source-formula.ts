import { inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";

type Mapping = ReportKit["view"]["report"]["mapping"]["kpis"];

/** The action type that counts as a KPI, or undefined when it is not mapped or not a KPI. */
export function choiceOf(kit: ReportKit, metric: ReportMetric) {
  const { kpis } = kit.view.report.mapping;
  if (metric === "reservation_value") return kpis.reservation_value ?? kpis.reservations;
  return metric in kpis ? kpis[metric as keyof Mapping] : undefined;
}

/** How the figure is made: the account's total, one event type, or a quotient of two sums (R7, R8, incident 15). */
export function formulaText(kit: ReportKit, metric: ReportMetric): string {
  const { t, view, name } = kit;
  const { report } = view;
  const { inputs, days, unavailable } = report.figures[metric];
  if (inputs) {
    const numerator = inSentence(name(inputs.numerator));
    const denominator = inSentence(name(inputs.denominator));
    if (inputs.scale === 1) return t("report.panel.ratio", { numerator, denominator });
    return t("report.panel.ratioOf", {
      numerator,
      denominator,
      scale: kit.format.count(String(inputs.scale)),
    });
  }
  const choice = choiceOf(kit, metric);
  if (choice) {
    const version = String(report.mapping.version);
    if (metric === "reservation_value") return t("report.panel.value", { type: choice.type, version });
    return t("report.panel.event", { type: choice.type, list: choice.list, version });
  }
  if (unavailable === "currency_changed") return t("states.unavailable.currency_changed");
  if (unavailable === "not_measured") return t("report.appendix.notMapped");
  return t("report.panel.account", { days });
}

/**
 * The two sums behind a ratio, as printed: "24 186,40 zł ÷ 214". Where the document names sums of its own (an input measured on some days
 * only), those, because the two figures of the month would not give the ratio.
 */
export function inputsText(kit: ReportKit, metric: ReportMetric): string | null {
  const { figures } = kit.view.report;
  const { inputs } = figures[metric];
  if (!inputs) return null;
  const { numerator, denominator, sums } = inputs;
  const text = (input: ReportMetric, value: string | null) =>
    value === null ? "—" : kit.format.value(input, value);
  const above = text(numerator, sums?.numerator ?? figures[numerator].value);
  const below = text(denominator, sums?.denominator ?? figures[denominator].value);
  return `${above} ÷ ${below}`;
}
