import type { ReportWords } from "@/lib/report/words/report-words";

/** Who published in spite of a red item, when and why: printed wherever that item is named (R11). Empty without an override. */
export function overrideWords({ t, format, view }: Pick<ReportWords, "t" | "format" | "view">): string {
  const override = view.report.publication?.override;
  if (!override) return "";
  return t("report.notice.override", {
    date: format.instantShortDay(override.at),
    name: override.by,
    reason: override.reason,
  });
}
