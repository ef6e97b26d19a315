import { isInCurrency } from "@/lib/kpi/catalogue";
import type { Report, ReportMetric } from "@/lib/report/document";
import { currencyDecimals } from "@/lib/values/currency";
import { Decimal, parseDecimal, toDecimalText } from "@/lib/values/decimal";

/** One correction as the table behind "What changed" prints it. */
export interface Correction {
  readonly version: number;
  readonly at: string;
  readonly why: string;
  readonly items: readonly {
    readonly kpi: ReportMetric;
    readonly from: string | null;
    readonly to: string | null;
    /** The printed `to` less the printed `from`, so that a reader can check it; null where either is not known. */
    readonly difference: string | null;
  }[];
}

/** Corrections up to this version, newest first. */
export function correctionsOf(report: Report): Correction[] {
  const changes = report.publication?.changes ?? [];
  const printed = (kpi: ReportMetric, value: string) => {
    const places = isInCurrency(kpi) ? currencyDecimals(report.currency) : 2;
    return parseDecimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  };
  return [...changes]
    .sort((a, b) => b.version - a.version)
    .map((change) => ({
      ...change,
      items: change.items.map((item) => ({
        ...item,
        difference:
          item.from === null || item.to === null
            ? null
            : toDecimalText(printed(item.kpi, item.to).minus(printed(item.kpi, item.from))),
      })),
    }));
}
