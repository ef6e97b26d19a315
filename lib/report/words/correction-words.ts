import { inSentence } from "@/lib/i18n/in-sentence";
import type { Report } from "@/lib/report/document";
import type { ReportWords } from "@/lib/report/words/report-words";

type Stored = NonNullable<Report["publication"]>["changes"][number];

interface Change extends Omit<Readonly<Stored>, "items"> {
  readonly items: readonly Readonly<Stored["items"][number]>[];
}

/** A correction in words: when, which figures moved from what to what, and which version replaces which (R10). */
export function correctionWords(
  { t, format, name }: Pick<ReportWords, "t" | "format" | "name">,
  change: Change,
): { readonly lead: string; readonly text: string } {
  const items = change.items
    .map(({ kpi, from, to }) =>
      t("report.notice.correctedItem", {
        metric: inSentence(name(kpi)),
        from: from === null ? "—" : format.value(kpi, from),
        to: to === null ? "—" : format.value(kpi, to),
      }),
    )
    .join("; ");
  // Where no figure moved, the reason says what the new version is for.
  const changed = items === "" ? change.why.replace(/\.$/, "") : items;
  const replaces = t("report.notice.replaces", {
    version: String(change.version),
    before: String(change.version - 1),
  });
  return {
    lead: t("report.notice.corrected", { date: format.instantShortDay(change.at) }),
    text: `${changed}. ${replaces}`,
  };
}
