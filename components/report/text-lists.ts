import type { ReportKit } from "@/lib/publications/report-kit";

export { inSentence } from "@/lib/i18n/in-sentence";

/** "a", "a and b", "a, b and c". */
export function listText({ t }: ReportKit, items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  if (items.length < 2) return last;
  return t("report.list.and", { before: items.slice(0, -1).join(", "), last });
}

/** Calendar days in words, neighbours as a range: "3–5 October and 17 October". Days in order, `YYYY-MM-DD`. */
export function datesText(kit: ReportKit, days: readonly string[]): string {
  const spans: { since: string; until: string }[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && Date.parse(day) - Date.parse(last.until) === 86_400_000) last.until = day;
    else spans.push({ since: day, until: day });
  }
  return listText(
    kit,
    spans.map(({ since, until }) => kit.format.range(since, until)),
  );
}

/** The same name or sentence with a capital at its start. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

const ownQuote = /^[„“”"«»‚‘]/;

/**
 * A name from Meta inside a sentence, between quotation marks unless it begins with one of its own: right-to-left script is isolated so that
 * it cannot reorder the words around it.
 */
export function nameInSentence({ t }: ReportKit, name: string): string {
  const apart = rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
  return ownQuote.test(name) ? apart : t("report.campaigns.quoted", { name: apart });
}

const attributionPart = /(\d+)d_(click|view|ev)/g;

/** Meta's attribution setting in words: "1d_view_7d_click" is "7 days after a click, 1 day after a view"; unknown text stays as it is. */
export function attributionText({ t, view }: ReportKit): string {
  const settings = view.report.attribution.map((setting) => {
    const parts = [...setting.matchAll(attributionPart)].map((match) => ({
      days: Number(match[1]),
      kind: match[2] as "click" | "view" | "ev",
    }));
    if (parts.length === 0) return setting;
    const order = { click: 0, view: 1, ev: 2 };
    return parts
      .sort((a, b) => order[a.kind] - order[b.kind])
      .map(({ days, kind }) => t(`report.attribution.${kind}`, { days }))
      .join(", ");
  });
  return settings.length === 0 ? t("report.attribution.unknown") : [...new Set(settings)].join("; ");
}
