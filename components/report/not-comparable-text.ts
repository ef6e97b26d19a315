import { baseMonth } from "@/components/report/base-month";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Comparison } from "@/lib/report/document";

/** Whether the words say already which month they are about. */
export function namesMonth({ reason }: Comparison): boolean {
  return !reason || reason.startsWith("base_") || reason === "other_currency";
}

/** Why two periods are not compared, in words (R9). */
export function notComparableText(
  kit: ReportKit,
  base: "previous" | "year_ago",
  comparison: Comparison,
): string {
  const { t, format } = kit;
  const month = baseMonth(kit, base);
  const since = comparison.since ? format.dayYear(comparison.since) : "—";
  const reason = comparison.reason ?? "base_not_collected";
  switch (reason) {
    case "base_not_collected":
    case "base_incomplete":
      return t(`report.compare.reason.${reason}`, { month: format.month(month) });
    case "base_not_measured":
      return t("report.compare.reason.base_not_measured", {
        inMonth: `${format.inMonth(month)} ${month.slice(0, 4)}`,
      });
    case "measured_since":
    case "mapping_changed":
      return t(`report.compare.reason.${reason}`, { since });
    case "other_currency":
      return t("report.compare.reason.other_currency", {
        month: format.month(month),
        currency: kit.view.report.currency,
      });
    case "currency_changed":
    case "own_not_collected":
    case "own_incomplete":
    case "not_measured":
    case "no_denominator":
      return t(`report.compare.reason.${reason}`);
  }
}
