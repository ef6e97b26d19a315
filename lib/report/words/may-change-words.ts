import { conversionsBehind } from "@/lib/kpi/catalogue";
import { metricKeys } from "@/lib/report/document";
import { isUnread } from "@/lib/report/last-read";
import type { ReportWords } from "@/lib/report/words/report-words";

/** That conversions of the month's last days may still change, and until when; null where none will, or none is measured. */
export function mayChangeWords({
  t,
  format,
  view,
}: Pick<ReportWords, "t" | "format" | "view">): string | null {
  const { may_change: mayChange, window, figures } = view.report;
  const hasConversions = metricKeys.some(
    (metric) => conversionsBehind(metric).length > 0 && figures[metric].value !== null,
  );
  if (!mayChange || !hasConversions) return null;
  return t("report.record.mayChange", {
    late: isUnread(mayChange),
    range: format.range(mayChange.since, window.until),
    date: format.day(mayChange.until),
  });
}
