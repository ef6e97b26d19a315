import type { ReportKit } from "@/components/report/report-kit";
import { createFormats } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import { buildReportView } from "@/lib/publications/view/report-view";
import type { Report } from "@/lib/report/document";

/**
 * What `<MonthlyReport kit={…} />` needs: the view, the words and the formats. A publication speaks the client's language; a staff page may
 * ask for its own. `documentSha256` is null for live figures.
 */
export function createReportKit(
  report: Report,
  options: { documentSha256: string | null; locale?: Locale },
): ReportKit {
  const locale = options.locale ?? report.locale;
  const t = createTranslate(locale);
  return {
    view: buildReportView(report, options.documentSha256),
    t,
    format: createFormats({ locale, currency: report.currency, zone: report.time_zone }),
    name: (metric) => report.names[metric] ?? t(`metrics.${metric}`),
  };
}
