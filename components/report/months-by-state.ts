import { listText } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { shownMonths } from "@/lib/report/shown-state";

/** What is drawn with an outline, in words: "does not match Meta’s total: May 2026 and October 2026". Empty where every month is whole. */
export function monthsByState(kit: ReportKit, metric: ReportMetric): string[] {
  const months = shownMonths(kit.view.report, metric);
  return (["unreconciled", "partial"] as const).flatMap((state) => {
    const names = months
      .filter((point) => point.value !== null && point.state === state)
      .map((point) => kit.format.month(point.month));
    return names.length === 0 ? [] : [`${kit.t(`states.figure.${state}`)}: ${listText(kit, names)}`];
  });
}
