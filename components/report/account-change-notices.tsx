import { Notice } from "@/components/report/notice";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { AccountChange } from "@/lib/report/document";
import { overrideWords } from "@/lib/report/words/override-words";

/** That currency or zone of the ad account changed, from when, and what that does to the figures (R8, R11, incident 40). */
export function AccountChangeNotices({ kit, reason }: { kit: ReportKit; reason: boolean }) {
  const { t, view } = kit;
  const { account_changes: changes = [] } = view.report;
  return (["currency", "time_zone"] as const).map((field) => {
    const own = changes.filter((change) => change.field === field);
    const [first] = own;
    if (!first) return null;
    const mixed = field === "currency" && own.some(({ since }) => since !== null);
    const sentences = own.map((change) => changeText(kit, change));
    if (mixed) sentences.push(t("report.notice.currencyEffect"));
    // The reason is printed once, under the gravest notice.
    if (reason && first === changes[0]) sentences.push(overrideWords(kit));
    return (
      <Notice state="warn" lead={t(`report.notice.${field}_changed`)} key={field}>
        {sentences.filter(Boolean).join(" ")}
      </Notice>
    );
  });
}

/** One change in words. */
export function changeText({ t, format }: ReportKit, { field, since, from, to }: AccountChange): string {
  const words = field === "currency" ? "currency" : "zone";
  if (since === null) return t(`report.notice.${words}Now`, { from, to });
  return t(`report.notice.${words}Since`, { from, to, date: format.day(since) });
}
