import type { ReportKit } from "@/lib/publications/report-kit";

/** Who published in spite of a red item, when and why: printed wherever that item is named (R11). Empty without an override. */
export function overrideWords({ t, format, view }: ReportKit): string {
  const override = view.report.publication?.override;
  if (!override) return "";
  return t("report.notice.override", {
    date: format.instantShortDay(override.at),
    name: override.by,
    reason: override.reason,
  });
}
