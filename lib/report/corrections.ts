import canonicalize from "canonicalize";
import { isInCurrency } from "@/lib/kpi/catalogue";
import type { Report } from "@/lib/report/document";

export type CorrectionItem = NonNullable<Report["publication"]>["changes"][number]["items"][number];

/** Shortest reason for a correction or a withdrawal, in characters without the blanks around it: the client reads it. */
export const shortestWhy = 10;

/**
 * Shown figures that a newer version prints otherwise, in the client's order: what the older one printed and what this one prints (R10). An
 * amount of another currency has no place beside the new one, so there `from` is null. Pure: both documents in, the list out.
 */
export function changedItems(before: Report, after: Report): CorrectionItem[] {
  const sameUnit = before.currency === after.currency;
  return [...new Set([...after.shown, ...before.shown])].flatMap((kpi) => {
    const known = before.shown.includes(kpi) && (sameUnit || !isInCurrency(kpi));
    const from = known ? before.figures[kpi].value : null;
    const to = after.shown.includes(kpi) ? after.figures[kpi].value : null;
    return from === to ? [] : [{ kpi, from, to }];
  });
}

/** Whether a client would read anything else in the newer version: figures, rows, days, sentences, names. When it was read is not in it. */
export function readsTheSame(before: Report, after: Report): boolean {
  // Canonical, since a stored document has its keys in another order than a live one.
  return canonicalize(readBy(before)) === canonicalize(readBy(after));
}

function readBy(report: Report) {
  return [
    report.client,
    report.agency,
    [report.time_zone, report.currency, report.locale, report.reconciled, report.no_delivery],
    report.unreconciled,
    report.coverage,
    report.account_changes ?? null,
    report.month_total ? { ...report.month_total, at: null } : null,
    Object.entries(report.mapping.kpis).sort(([a], [b]) => a.localeCompare(b)),
    [report.shown, report.names, report.attribution],
    Object.entries(report.figures)
      .map(([kpi, { value, unavailable, comparisons }]) => [kpi, value, unavailable, comparisons])
      .sort(([a], [b]) => String(a).localeCompare(String(b))),
    [report.verdict, report.words, report.notes, report.goals, report.drivers, report.funnel],
    report.daily.map(({ date, no_delivery, currency, figures }) => [date, no_delivery, currency, figures]),
    [report.campaigns, report.ended_campaigns, report.unattributed],
    "unavailable" in report.reach ? report.reach : [report.reach.value, report.reach.frequency],
    Object.values(report.breakdowns).map((breakdown) =>
      "unavailable" in breakdown ? breakdown : [breakdown.window, breakdown.rows, breakdown.not_reported],
    ),
  ];
}
