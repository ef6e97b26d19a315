import type { ListedReport } from "@/lib/facts/list-reports";

/** What a month of a client waits for, in the order in which people work. */
export const readinessGroups = ["ready", "blocked", "look", "open", "out"] as const;
export type Readiness = (typeof readinessGroups)[number];

type Judged = Pick<ListedReport, "blockers"> & {
  readonly publication: { readonly withdrawn: boolean; readonly overridden: boolean } | null;
} & Partial<Pick<ListedReport, "emptyComments" | "noDelivery" | "monthTotal" | "doubts">>;

/** Whether people outside are shown the month: published, and not withdrawn. */
export function isOut({ publication }: Pick<Judged, "publication">): boolean {
  return publication !== null && !publication.withdrawn;
}

/**
 * Whether a month that is out is no longer true by today's facts: something would block it now that nobody gave a reason for, or an open
 * finding says that its figures may be wrong.
 */
export function isStale(report: Judged): boolean {
  const { publication, blockers, doubts = [] } = report;
  return isOut(report) && (doubts.length > 0 || (blockers.length > 0 && !publication?.overridden));
}

/**
 * Out once published and until it is withdrawn, while it holds; what is out and no longer holds wants a look. Else what stands against it
 * decides, then what wants a look.
 */
export function readinessOf(report: Judged): Readiness {
  if (isOut(report)) return isStale(report) ? "look" : "out";
  if (report.blockers.some(({ kind }) => kind === "open")) return "open";
  if (report.blockers.length > 0) return "blocked";
  const wantsLook =
    (report.doubts ?? []).length > 0 ||
    (report.emptyComments ?? []).length > 0 ||
    report.noDelivery ||
    isNotCompared(report);
  return wantsLook ? "look" : "ready";
}

/** Whether nobody can say that the month's days add up to Meta's own total: a check without an answer is never green. */
export function isNotCompared({ monthTotal }: Partial<Pick<ListedReport, "monthTotal">>): boolean {
  return monthTotal !== undefined && monthTotal !== "fine" && monthTotal !== "finding";
}

/** The currency most clients pay in; others carry their code in the list. Of equally many the first by name. */
export function homeCurrency(reports: readonly { readonly currency: string }[]): string | null {
  const counts = new Map<string, number>();
  for (const { currency } of reports) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? null;
}

/** A group in the order of its currencies, home first, then by name as given: amounts of one currency stand together. */
export function byCurrency<Row extends { readonly currency: string }>(
  rows: readonly Row[],
  home: string | null,
): Row[] {
  const rank = (row: Row) => (row.currency === home ? "" : row.currency);
  return rows.toSorted((a, b) => rank(a).localeCompare(rank(b)));
}
