import type { ReactNode } from "react";
import { createFormats, type Formats } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate, type Translate } from "@/lib/i18n/translator";
import { buildReportView, type ReportView } from "@/lib/publications/view/report-view";
import type { Report, ReportMetric } from "@/lib/report/document";

/** Which figure of the report a text is: one of the month, or the part of it that `part` names (see lib/report/figure-part.ts). */
export interface FigureOf {
  readonly metric: ReportMetric;
  readonly part?: string;
}

/** A figure that is drawn: day, name and value in words, and whether the tab key stops at it. */
export interface DrawnFigure {
  readonly words: string;
  readonly stop: boolean;
}

/**
 * Everything a report component works with, handed down as one prop: no hooks, no context, no client code (performance.md, Pages).
 */
export interface ReportKit {
  readonly view: ReportView;
  readonly t: Translate;
  readonly format: Formats;
  /** The client's own name of a metric, else ours. */
  name(metric: ReportMetric): string;
  /** A drawn figure, such as a day's bar: the mark as it is, in a publication; on a staff page a way to its source. */
  mark(of: FigureOf, drawn: DrawnFigure, mark: ReactNode): ReactNode;
  /** Whether marks lead anywhere. */
  readonly hasMarks: boolean;
  /** A printed figure: its text as it is, in a publication; on a staff page a button that tells where it comes from. */
  figure(of: FigureOf, text: ReactNode): ReactNode;
}

/**
 * What `<MonthlyReport kit={…} />` needs: the view, the words and the formats. A publication speaks the client's language; a staff page may
 * ask for its own, and for figures that open their source. `documentSha256` is null for live figures.
 */
export function createReportKit(
  report: Report,
  options: {
    documentSha256: string | null;
    locale?: Locale;
    figure?: ReportKit["figure"];
    mark?: ReportKit["mark"];
  },
): ReportKit {
  const locale = options.locale ?? report.locale;
  const t = createTranslate(locale);
  return {
    view: buildReportView(report, options.documentSha256),
    t,
    format: createFormats({ locale, currency: report.currency, zone: report.time_zone }),
    figure: options.figure ?? ((_, text) => text),
    hasMarks: options.mark !== undefined,
    mark: options.mark ?? ((_, __, mark) => mark),
    name: (metric) => report.names[metric] ?? t(`metrics.${metric}`),
  };
}
