import { z } from "zod";
import { publicationNotices } from "@/lib/deliver/publication/publication-notices";
import { createReportKit } from "@/lib/publications/report-kit";
import { type Comparison, figureStates, type Report, type ReportMetric } from "@/lib/report/document";
import { matchesMeta } from "@/lib/report/matches-meta";
import { sharedDays } from "@/lib/report/shared-days";
import { shownState } from "@/lib/report/shown-state";
import { coverageWords } from "@/lib/report/words/coverage-words";
import { mayChangeWords } from "@/lib/report/words/may-change-words";
import { addMonths, parseCalendarMonth } from "@/lib/values/calendar-month";

const tone = z.enum(["good", "bad", "neutral"]);

/** What a publication's mail is made from: the stored document's own sentence and figures as its page prints them, and no secret (R12). */
export const publicationPayload = z.object({
  at: z.string(),
  client: z.string(),
  agency: z.string(),
  contact: z.string().nullable(),
  version: z.number().int(),
  month: z.string(),
  range: z.string(),
  currency: z.string(),
  verdict: z.string(),
  figures: z.array(
    z.object({
      metric: z.string(),
      name: z.string(),
      value: z.string(),
      /** The state whose sign the figure carries on the page; mails queued before it was told have none, and no words. */
      state: z.enum(figureStates).nullable().default(null),
      /** What the page says beside the figure: its state and what does not match, or why there is none. Empty for a settled one. */
      words: z.string().default(""),
      compared: z.array(z.object({ text: z.string(), tone })),
    }),
  ),
  /** What does not hold, who published in spite of it and why, what a correction changed; mails queued before say none of it. */
  notices: z
    .array(z.object({ tone: z.enum(["bad", "warn", "info"]), lead: z.string(), text: z.string() }))
    .default([]),
  record: z.string(),
  last_day: z.string(),
  /** Whether the mail is to bring the PDF along; mails queued before this setting bring none. */
  attach: z.boolean().default(false),
  /** Which key of the ring the link's secret is made with. */
  key: z.string(),
});
export type PublicationPayload = z.infer<typeof publicationPayload>;

/** The payload of a document, in the client's language. Four figures at most, those that the page leads with. */
export function payloadOf(
  report: Report,
  link: { readonly lastDay: string; readonly key: string; readonly attach?: boolean },
): PublicationPayload {
  const kit = createReportKit(report, { documentSha256: null });
  const { t, format, name } = kit;
  const { publication, coverage } = report;
  if (!publication) throw new Error("Only a published report is mailed.");
  const mayChange = mayChangeWords(kit);
  return {
    at: publication.at,
    client: report.client.name,
    agency: report.agency.name,
    contact: report.agency.contact,
    version: publication.version,
    month: format.month(report.month),
    range: format.range(report.window.since, report.window.until),
    currency: report.currency,
    verdict: report.verdict.text,
    figures: kit.view.keyMetrics.slice(0, 4).map((metric) => {
      const { value, comparisons, unavailable } = report.figures[metric];
      const state = shownState(report, metric);
      const words =
        value === null
          ? [t(`states.unavailable.${unavailable ?? "not_collected"}`)]
          : [
              ...(state === null || state === "settled" ? [] : [t(`states.figure.${state}`)]),
              coverageWords(kit, metric)?.text ?? "",
            ];
      return {
        metric,
        name: name(metric),
        value: value === null ? "—" : format.value(metric, value),
        state,
        words: words.filter(Boolean).join("; "),
        compared: [
          ...comparedOf(metric, "previous", comparisons.previous),
          ...comparedOf(metric, "year_ago", comparisons.year_ago),
        ],
      };
    }),
    notices: publicationNotices(kit),
    record: [
      t("report.record.version", {
        version: String(publication.version),
        date: format.instantDay(publication.at),
      }),
      `${t("report.record.days", { days: String(coverage.days), expected: String(coverage.calendar) })}, ${t(matchesMeta(report) ? "report.record.matches" : "report.record.differs")}`,
      ...(mayChange === null ? [] : [mayChange.replace(/\.$/, "")]),
    ]
      .join(". ")
      .concat("."),
    last_day: format.dayYear(link.lastDay),
    attach: link.attach ?? false,
    key: link.key,
  };

  /** In the page's own words; nothing where two months cannot be compared (R9), the page says why. */
  function comparedOf(metric: ReportMetric, base: "previous" | "year_ago", comparison: Comparison) {
    const { own, base: from, change, good } = comparison;
    if (comparison.kind === "not_comparable" || own === null || from === null) return [];
    const before = addMonths(parseCalendarMonth(report.month), -1);
    const isYear = base === "year_ago";
    const shared = sharedDays(comparison, report.month, base);
    const days = shared === null ? "" : `, ${t("report.compare.sameDays", { days: String(shared) })}`;
    const tone = good === null ? "neutral" : good ? "good" : "bad";
    if (comparison.kind !== "percent" || change === null) {
      const counts = { from: format.value(metric, from), to: format.value(metric, own) };
      const text = isYear
        ? t("report.compare.countsYear", counts)
        : t("report.compare.counts", { ...counts, inMonth: format.inMonth(before) });
      return [{ text: `${text}${days}`, tone } as const];
    }
    if (Number(change) === 0) {
      const text = isYear
        ? t("report.compare.sameYear")
        : t("report.compare.same", { inMonth: format.inMonth(before) });
      return [{ text: `${text}${days}`, tone: "neutral" } as const];
    }
    const amount = Math.abs(Number(change)) < 0.5 ? t("report.compare.under") : format.change(change);
    const since = isYear
      ? t("report.compare.yearOnYear")
      : t("report.compare.since", { month: format.monthGenitive(before) });
    const word = good === null ? "" : `, ${t(good ? "report.compare.better" : "report.compare.worse")}`;
    return [
      { text: `${change.startsWith("-") ? "↓" : "↑"} ${amount} ${since}${days}${word}`, tone } as const,
    ];
  }
}
