import { exportRows } from "@/lib/deliver/export/export-rows";
import type { Report } from "@/lib/report/document";
import { matchesMeta } from "@/lib/report/matches-meta";

/** The same rows as the CSV, with what they are of; figures are exact decimal text, as everywhere in the house. */
export function exportJson(report: Report, documentSha256: string): string {
  const { client, month, window, time_zone, currency, state, coverage, publication } = report;
  const rows = exportRows(report);
  return JSON.stringify({
    schema: 1,
    ...{ client, month, window, time_zone, currency, state },
    reconciled: report.reconciled === null ? null : matchesMeta(report),
    ...(report.differing_sums ? { differing_sums: report.differing_sums } : {}),
    ...(report.month_total ? { month_total: report.month_total } : {}),
    ...(report.account_changes ? { account_changes: report.account_changes } : {}),
    coverage: { days: coverage.days, expected: coverage.expected, calendar: coverage.calendar },
    publication: publication && {
      ...{ version: publication.version, at: publication.at },
      ...(publication.override ? { override: publication.override } : {}),
    },
    document_sha256: documentSha256,
    rows,
  });
}
