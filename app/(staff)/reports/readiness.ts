import type { ListedReport } from "@/lib/facts/list-reports";

/** What a month of a client waits for, in the order in which people work. */
export const readinessGroups = ["ready", "blocked", "open", "out"] as const;
export type Readiness = (typeof readinessGroups)[number];

/** Out once published; before that what stands against it decides. */
export function readinessOf(report: Pick<ListedReport, "publication" | "blockers">): Readiness {
  if (report.publication) return "out";
  if (report.blockers.some(({ kind }) => kind === "open")) return "open";
  return report.blockers.length > 0 ? "blocked" : "ready";
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
