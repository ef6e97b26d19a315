import { exportRows } from "@/lib/deliver/export/export-rows";
import type { Report } from "@/lib/report/document";

/** The same rows as the CSV, with what they are of; figures are exact decimal text, as everywhere in the house. */
export function exportJson(report: Report, documentSha256: string): string {
  const { client, month, window, time_zone, currency, state, reconciled, coverage, publication } = report;
  const rows = exportRows(report);
  return JSON.stringify({
    schema: 1,
    ...{ client, month, window, time_zone, currency, state, reconciled },
    coverage: { days: coverage.days, expected: coverage.expected },
    publication: publication && { version: publication.version, at: publication.at },
    document_sha256: documentSha256,
    rows,
  });
}
