import type { Report, ReportMetric } from "@/lib/report/document";
import { parseDecimal, toDecimalText } from "@/lib/values/decimal";

/** One correction as the table behind "What changed" prints it. */
export interface Correction {
  readonly version: number;
  readonly at: string;
  readonly why: string;
  readonly items: readonly {
    readonly kpi: ReportMetric;
    readonly from: string | null;
    readonly to: string | null;
    /** `to − from`; null where either is not known. */
    readonly difference: string | null;
  }[];
}

/** Corrections up to this version, newest first. */
export function correctionsOf(report: Report): Correction[] {
  const changes = report.publication?.changes ?? [];
  return [...changes]
    .sort((a, b) => b.version - a.version)
    .map((change) => ({
      ...change,
      items: change.items.map((item) => ({
        ...item,
        difference:
          item.from === null || item.to === null
            ? null
            : toDecimalText(parseDecimal(item.to).minus(parseDecimal(item.from))),
      })),
    }));
}
