import { Notice } from "@/components/report/notice";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { MonthTotalDifference } from "@/lib/report/document";
import { overrideWords } from "@/lib/report/words/override-words";

/** That the month's days do not add up to Meta's own total of the month, by how much, and the reason for publishing (R11). */
export function MonthTotalNotice({ kit, reason }: { kit: ReportKit; reason: boolean }) {
  const { month_total: total } = kit.view.report;
  if (!total) return null;
  const sentences = [
    monthTotalText(kit, total),
    kit.t("report.notice.monthTotalEffect"),
    // The reason is printed once, under the gravest notice.
    ...(reason ? [overrideWords(kit)] : []),
  ];
  return (
    <Notice state="bad" lead={kit.t("report.notice.monthTotal")}>
      {sentences.filter(Boolean).join(" ")}
    </Notice>
  );
}

/** Both totals and how far they are apart. */
export function monthTotalText({ t, format, name }: ReportKit, total: MonthTotalDifference): string {
  const { metric } = total;
  return t("report.notice.monthTotalDiffers", {
    metric: name(metric),
    days: format.value(metric, total.days),
    meta: format.value(metric, total.meta),
    difference: format.value(metric, total.difference.replace(/^-/, "")),
  });
}
