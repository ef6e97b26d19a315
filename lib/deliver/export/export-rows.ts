import { metricKinds } from "@/lib/i18n/metric-kind";
import { createTranslate } from "@/lib/i18n/translator";
import { dayFigureState } from "@/lib/report/day-figure-state";
import type { Report, ReportMetric } from "@/lib/report/document";
import { printedMetrics } from "@/lib/report/printed-metrics";
import { shownState } from "@/lib/report/shown-state";

/** One figure of a publication. Values are the document's exact decimals, never rounded; null keeps its state, and is never 0 (R3). */
export interface ExportRow {
  readonly month: string;
  /** What the figure is of: the whole month, one day, one campaign, or what is in no campaign. */
  readonly level: "month" | "day" | "campaign" | "no_campaign";
  readonly date: string | null;
  readonly campaign_id: string | null;
  readonly campaign: string | null;
  readonly metric: ReportMetric;
  /** As the client calls it. */
  readonly name: string;
  readonly value: string | null;
  /** ISO code; null for what is no amount. */
  readonly currency: string | null;
  readonly state: string | null;
  readonly observed_at: string | null;
  readonly version: number | null;
}

export const exportColumns = [
  "month",
  "level",
  "date",
  "campaign_id",
  "campaign",
  "metric",
  "name",
  "value",
  "currency",
  "state",
  "observed_at",
  "version",
] as const satisfies readonly (keyof ExportRow)[];

/**
 * Every figure of a stored document that its client sees, each with its state and when it was read: month, days, campaigns (R10: nothing is
 * computed here). A day without a row has its state and no value.
 */
export function exportRows(report: Report): ExportRow[] {
  const t = createTranslate(report.locale);
  const common = {
    month: report.month,
    observed_at: report.observed_at,
    version: report.publication?.version ?? null,
  };
  const row = (
    metric: ReportMetric,
    of: Pick<ExportRow, "level" | "value" | "state"> & Partial<ExportRow>,
  ): ExportRow => ({
    ...common,
    date: null,
    campaign_id: null,
    campaign: null,
    metric,
    name: report.names[metric] ?? t(`metrics.${metric}`),
    currency: isMoney(metric) ? report.currency : null,
    ...of,
  });
  const metrics = exportMetrics(report);
  const every = (make: (metric: ReportMetric) => ExportRow) => metrics.map(make);
  return [
    ...every((metric) => {
      const figure = report.figures[metric];
      return row(metric, {
        level: "month",
        value: figure?.value ?? null,
        state: figure?.unavailable ?? shownState(report, metric),
      });
    }),
    ...report.daily.flatMap((day) =>
      every((metric) =>
        row(metric, {
          level: "day",
          date: day.date,
          value: day.figures?.[metric] ?? null,
          state: dayFigureState(report, day, metric),
          ...(day.currency && isMoney(metric) ? { currency: day.currency } : {}),
        }),
      ),
    ),
    ...report.campaigns.flatMap(({ id, name, figures }) =>
      every((metric) =>
        row(metric, {
          level: "campaign",
          campaign_id: id,
          campaign: name,
          value: figures[metric] ?? null,
          state: shownState(report, metric),
        }),
      ),
    ),
    ...(report.unattributed.kind === "none"
      ? []
      : every((metric) =>
          row(metric, {
            level: "no_campaign",
            value: report.unattributed.figures[metric] ?? null,
            state: shownState(report, metric),
          }),
        )),
  ];
}

/** What the client sees: the key figures first, then the rest. */
export function exportMetrics(report: Report): ReportMetric[] {
  return printedMetrics(report);
}

/** True for metrics that are amounts in the account's currency. */
export function isMoney(metric: ReportMetric): boolean {
  return metricKinds[metric] === "money" || metricKinds[metric] === "cost";
}
