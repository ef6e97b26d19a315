import { comparedText, mayChangeText, readText, reconciledText } from "@/components/report/source-facts";
import { formulaText, inputsText } from "@/components/report/source-formula";
import { attributionText } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { addDays, parseCalendarDay } from "@/lib/values/calendar-day";
import { deliveryMetrics } from "@/lib/values/metric";

/**
 * Where a figure of a month comes from, line by line: formula and inputs, days, zone and currency, attribution, what may still change, what it
 * is compared with, when it was read and by which run, whether it reconciles, its last change (screens.md §1).
 */
export function sourceRows(kit: ReportKit, metric: ReportMetric): (readonly [term: string, text: string])[] {
  const { t, format, view } = kit;
  const { report } = view;
  const since = measuredSince(kit, metric);
  const change = report.figures[metric].last_change;
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
    [t("report.panel.lastChange"), change ? format.instantMinute(change) : t("report.panel.noChange")],
  ];
  return rows.flatMap(([term, text]) => (text === null ? [] : [[term, text] as const]));
}

function isDelivery(metric: ReportMetric): boolean {
  return (deliveryMetrics as readonly ReportMetric[]).includes(metric);
}

function daysText({ t, format, view }: ReportKit, metric: ReportMetric): string {
  const { report } = view;
  const { since, until } = report.window;
  const { days } = report.figures[metric];
  const expected =
    report.state === "open" ? Math.max(report.coverage.expected, days) : report.coverage.calendar;
  // Of a month that runs, the days that are due: it is of them that so many are there.
  const last =
    report.state === "open" && expected > 0 ? addDays(parseCalendarDay(since), expected - 1) : until;
  return t("report.panel.daysOf", {
    days: String(days),
    expected: String(expected),
    range: `${format.range(since, last)} ${until.slice(0, 4)}`,
  });
}

/** Said only where counting began inside the month: then the value covers the days since (product.md, Metrics). */
function measuredSince({ t, format, view }: ReportKit, metric: ReportMetric): string | null {
  const { kpis } = view.report.mapping;
  const choice = metric in kpis ? kpis[metric as keyof typeof kpis] : undefined;
  if (!choice || choice.measured_since <= view.report.window.since) return null;
  return t("report.panel.measuredSince", { date: format.dayYear(choice.measured_since) });
}
