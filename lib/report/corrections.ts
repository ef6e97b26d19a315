import canonicalize from "canonicalize";
import { createFormats, printsTheSame } from "@/lib/i18n/formats";
import { isInCurrency } from "@/lib/kpi/catalogue";
import type { Report } from "@/lib/report/document";
import { printedMetrics } from "@/lib/report/printed-metrics";

export type CorrectionItem = NonNullable<Report["publication"]>["changes"][number]["items"][number];

/** Shortest reason for a correction or a withdrawal, in characters without the blanks around it: the client reads it. */
export const shortestWhy = 10;

/**
 * Figures that a newer version prints otherwise, in the page's order: what the older one printed and what this one prints (R10). These are all
 * that either of them prints, so also a spend that the client's list leaves out. An amount of another currency has no place beside the new one,
 * so there `from` is null. Pure: both documents in, the list out.
 */
export function changedItems(before: Report, after: Report): CorrectionItem[] {
  const sameUnit = before.currency === after.currency;
  const format = createFormats({ locale: after.locale, currency: after.currency, zone: after.time_zone });
  const [is, was] = [printedMetrics(after), printedMetrics(before)];
  return [...new Set([...is, ...was])].flatMap((kpi) => {
    const known = was.includes(kpi) && (sameUnit || !isInCurrency(kpi));
    const from = known ? before.figures[kpi].value : null;
    const to = is.includes(kpi) ? after.figures[kpi].value : null;
    return printsTheSame(format, kpi, from, to) ? [] : [{ kpi, from, to }];
  });
}

/** The parts of what a client reads: figures and rows, days and what stands against them, staff's own words, and how the report is set. */
export const readingParts = ["figures", "days", "words", "settings"] as const;
export type ReadingPart = (typeof readingParts)[number];

/** Whether a client would read anything else in the newer version: figures, rows, days, sentences, names. When it was read is not in it. */
export function readsTheSame(before: Report, after: Report): boolean {
  return changedParts(before, after).length === 0;
}

/** The parts that a client would read otherwise in the newer version, in the order of `readingParts`. */
export function changedParts(before: Report, after: Report): ReadingPart[] {
  const was = readingOf(before);
  const is = readingOf(after);
  return readingParts.filter((part) => was[part] !== is[part]);
}

/** What a client reads of a document, part by part, as canonical text: a stored document has its keys in another order than a live one. */
export function readingOf(report: Report): Readonly<Record<ReadingPart, string>> {
  return {
    figures: text([
      report.no_delivery,
      Object.entries(report.figures)
        .map(([kpi, { value, unavailable, comparisons }]) => [kpi, value, unavailable, comparisons])
        .sort(([a], [b]) => String(a).localeCompare(String(b))),
      printedMetrics(report).map((kpi) => (report.figures[kpi].sparkline ?? []).map(columnOf)),
      [report.verdict, report.drivers, report.funnel],
      report.goals && [report.goals.figures.map(({ met }) => met), report.goals.budget],
      report.daily.map(({ date, no_delivery, currency, figures }) => [date, no_delivery, currency, figures]),
      [report.campaigns, report.ended_campaigns, report.unattributed],
      "unavailable" in report.reach ? report.reach : [report.reach.value, report.reach.frequency],
      Object.values(report.breakdowns).map((breakdown) =>
        "unavailable" in breakdown ? breakdown : readOf(breakdown),
      ),
    ]),
    days: text([
      [report.reconciled, report.unreconciled, report.coverage, report.differing_sums ?? []],
      report.account_changes ?? null,
      report.month_total ? { ...report.month_total, at: null } : null,
    ]),
    words: text([report.words, report.notes]),
    settings: text([
      [report.client, report.agency, report.time_zone, report.currency, report.locale],
      Object.entries(report.mapping.kpis).sort(([a], [b]) => a.localeCompare(b)),
      [report.shown, report.names, report.attribution],
      report.goals && [
        report.goals.figures.map(({ metric, kind, target }) => [metric, kind, target]),
        report.goals.budget?.amount ?? null,
      ],
    ]),
  };
}

function readOf(
  breakdown: Exclude<Report["breakdowns"]["region"], { unavailable: string }>,
): readonly unknown[] {
  const { window, rows, not_reported, covers, difference } = breakdown;
  return [window, rows, not_reported, covers.spend, covers.account_spend, difference];
}

/** That a column may still change tells when it was read; that it lacks days or does not match is read itself. */
function columnOf({ month, value, state }: NonNullable<Report["figures"]["ctr"]["sparkline"]>[number]) {
  return [month, value, state === "partial" || state === "unreconciled" ? state : null];
}

function text(read: readonly unknown[]): string {
  const canonical = canonicalize(read);
  if (canonical === undefined) throw new Error("A part of the report has no canonical form.");
  return canonical;
}
