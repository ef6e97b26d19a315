import { keepTogether } from "@/components/report/keep-together";
import { panelId } from "@/components/report/key-figure";
import { comparedText, mayChangeText, readText, reconciledText } from "@/components/report/source-facts";
import { formulaText, inputsText } from "@/components/report/source-formula";
import { attributionText, inSentence } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { deliveryMetrics } from "@/lib/values/metric";

/** "Where does this number come from": formula, days, zone, when it was read and by which run (screens.md §1). A popover, no script. */
export function SourcePanel({ kit, metric }: { kit: ReportKit; metric: ReportMetric }) {
  const { t, format, view, name } = kit;
  const { report } = view;
  const figure = report.figures[metric];
  const id = panelId(metric);
  const title = t("report.panel.title", { metric: inSentence(name(metric)) });
  const since = measuredSince(kit, metric);
  const rows: [string, string | null][] = [
    [t("report.panel.formula"), formulaText(kit, metric)],
    [t("report.panel.inputs"), inputsText(kit, metric)],
    [t("report.panel.days"), [daysText(kit, metric), since].filter(Boolean).join("; ")],
    [t("report.panel.zone"), t("report.panel.zoneOf", { zone: report.time_zone, currency: report.currency })],
    [t("report.panel.attribution"), isDelivery(metric) ? null : attributionText(kit)],
    [t("report.panel.mayChange"), mayChangeText(kit, metric)],
    [t("report.panel.compared"), comparedText(kit, metric)],
    [t("report.panel.read"), readText(kit)],
    [t("report.panel.reconciled"), reconciledText(kit, metric)],
    [
      t("report.panel.lastChange"),
      figure.last_change ? format.instantMinute(figure.last_change) : t("report.panel.noChange"),
    ],
  ];
  return (
    <div className="panel" id={id} popover="auto" role="dialog" aria-label={title}>
      <button type="button" className="x" popoverTarget={id} popoverTargetAction="hide">
        {t("report.panel.close")}
      </button>
      <h3>{title}</h3>
      <p className="sum">{figure.value === null ? "—" : format.value(metric, figure.value)}</p>
      <dl>
        {rows.map(([term, text]) =>
          text === null ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{keepTogether(text)}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

function isDelivery(metric: ReportMetric): boolean {
  return (deliveryMetrics as readonly ReportMetric[]).includes(metric);
}

function daysText({ t, format, view }: ReportKit, metric: ReportMetric): string {
  const { report } = view;
  return t("report.panel.daysOf", {
    days: String(report.figures[metric].days),
    expected: String(report.state === "open" ? report.coverage.expected : report.coverage.calendar),
    range: `${format.range(report.window.since, report.window.until)} ${report.window.until.slice(0, 4)}`,
  });
}

/** Said only where counting began inside the month: then the value covers the days since (product.md, Metrics). */
function measuredSince({ t, format, view }: ReportKit, metric: ReportMetric): string | null {
  const { kpis } = view.report.mapping;
  const choice = metric in kpis ? kpis[metric as keyof typeof kpis] : undefined;
  if (!choice || choice.measured_since <= view.report.window.since) return null;
  return t("report.panel.measuredSince", { date: format.dayYear(choice.measured_since) });
}
