import type { GlyphName } from "@/components/ui/glyph";
import type { ListedReport } from "@/lib/facts/list-reports";
import type { Translate } from "@/lib/i18n/translator";

interface MonthState {
  readonly glyph: GlyphName;
  readonly word: string;
  readonly tone: string;
}

/** Sign and word of a month, gravest first: a gap before a difference before what may still change (product.md, Report month). */
export function monthStateOf(
  report: Pick<ListedReport, "state" | "coverage" | "reconciled" | "noDelivery">,
  t: Translate,
): MonthState {
  const { days, expected, calendar } = report.coverage;
  if (report.state === "incomplete" || (report.state === "open" && days < expected)) {
    return {
      glyph: "incomplete",
      word: t("staff.reports.month.incomplete", {
        days: String(days),
        expected: String(report.state === "open" ? expected : calendar),
      }),
      tone: "text-bad",
    };
  }
  if (report.reconciled === false) {
    return { glyph: "unreconciled", word: t("staff.reports.month.unreconciled"), tone: "text-warn" };
  }
  if (report.noDelivery) {
    return { glyph: "noDelivery", word: t("staff.reports.month.noDelivery"), tone: "" };
  }
  return { glyph: report.state, word: t(`states.month.${report.state}`), tone: "" };
}
