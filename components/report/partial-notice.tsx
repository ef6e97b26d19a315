import { Notice } from "@/components/report/notice";
import { datesText } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import { overrideWords } from "@/lib/report/words/override-words";

/** Which days are missing and why, what that does to the figures, what happens next (incidents 5, 6). */
export function PartialNotice({ kit }: { kit: ReportKit }) {
  const { t, view } = kit;
  const { coverage } = view.report;
  const causes = (["failed", "missing", "late"] as const).flatMap((reason) => {
    const days = coverage.missing.filter((item) => item.reason === reason).map((item) => item.date);
    if (days.length === 0) return [];
    const cause = t(`report.notice.${reason}`, { dates: datesText(kit, days), count: days.length });
    // What failed will not mend itself; what was not tried yet will be (product.md, States).
    return reason === "failed" ? [cause, t("report.notice.failedNext")] : [cause];
  });
  const next = coverage.missing.some((item) => item.reason !== "failed") ? t("report.notice.gapNext") : "";
  const effect = coverage.days === 0 ? "" : t("report.notice.gapEffect");
  // The reason is printed once, under the gravest notice.
  const override = view.disagreements.length > 0 ? "" : overrideWords(kit);
  const lead =
    coverage.days === 0
      ? t("report.notice.none")
      : t("report.notice.partial", { days: String(coverage.days), expected: String(coverage.expected) });
  return (
    <Notice state="warn" lead={lead}>
      {[...causes, next, effect, override].filter(Boolean).join(" ")}
    </Notice>
  );
}
