import { Notice } from "@/components/report/notice";
import { datesText } from "@/components/report/text-lists";
import type { ReportKit } from "@/lib/publications/report-kit";
import { overrideWords } from "@/lib/report/words/override-words";

const named = 2;

/** Meta's total against the campaigns, as amounts and days, and the reason for publishing where a person gave one (R7, R11). */
export function DisagreementNotice({ kit }: { kit: ReportKit }) {
  const { t, format, view, name } = kit;
  const sentences = view.disagreements.slice(0, named).flatMap((item) => {
    const { metric, sums, days } = item;
    if (!sums) return t("report.notice.differs", { metric: name(metric), dates: datesText(kit, days) });
    const { difference } = sums;
    const outside = !difference.startsWith("-");
    const totals = t("report.notice.totals", {
      metric: name(metric),
      account: format.value(metric, sums.account),
      campaigns: format.value(metric, sums.campaigns),
    });
    if (days.length === 0) return totals;
    return [
      totals,
      t(outside ? "report.notice.outside" : "report.notice.excess", {
        difference: format.value(metric, difference.replace(/^-/, "")),
        dates: datesText(kit, days),
      }),
    ];
  });
  const more = view.disagreements.length - named;
  if (more > 0) sentences.push(t("report.notice.more", { count: more }));
  return (
    <Notice state="bad" lead={t("report.notice.unreconciled")}>
      {[...sentences, overrideWords(kit)].filter(Boolean).join(" ")}
    </Notice>
  );
}
