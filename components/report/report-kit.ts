import type { Formats } from "@/lib/i18n/formats";
import type { Translate } from "@/lib/i18n/translator";
import type { ReportView } from "@/lib/publications/view/report-view";
import type { ReportMetric } from "@/lib/report/document";

/**
 * Everything a report component works with, handed down as one prop: no hooks, no context, no client code (performance.md, Pages).
 * Made by `createReportKit`.
 */
export interface ReportKit {
  readonly view: ReportView;
  readonly t: Translate;
  readonly format: Formats;
  /** The client's own name of a metric, else ours. */
  name(metric: ReportMetric): string;
}
