import {
  amountOf,
  type BreakdownRow,
  enoughResults,
  measureOf,
  totalOf,
} from "@/lib/publications/view/breakdown-measure";
import type { Report, ReportMetric } from "@/lib/report/document";
import { partsHaveCosts, resultOf } from "@/lib/report/result";
import { type DecimalText, toDecimalText } from "@/lib/values/decimal";

/** One place where ads were seen, or all that are not listed. */
export interface Place {
  /** Platform and position as Meta spells them; null stands for the other places together. */
  readonly keys: readonly [string, string] | null;
  readonly count: number;
  readonly result: DecimalText | null;
  readonly spend: DecimalText;
  /** null without results, and where they are counted on some of the days only. */
  readonly cost: DecimalText | null;
  /** Of the largest place, 0 … 1. */
  readonly share: number;
}

export interface Places {
  readonly measure: ReportMetric;
  readonly rows: readonly Place[];
  readonly total: Pick<Place, "result" | "spend" | "cost">;
  /** Cheapest and dearest of all places with at least ten results, listed or not; null where fewer than two have them. */
  readonly finding: { readonly cheapest: Place; readonly dearest: Place } | null;
}

const mostPlaces = 6;

/** Prepares the breakdown by placement, strongest first; null where there is nothing to show. Pure. */
export function placesOf(report: Report): Places | null {
  const read = report.breakdowns.placement;
  if (!("rows" in read) || read.rows.length === 0) return null;
  const measure = measureOf(report, read);
  const result = measure === "total_spend" ? null : resultOf(report);
  const hasCosts = result !== null && partsHaveCosts(report, result);
  const sorted = [...read.rows].sort(
    (a, b) =>
      amountOf(b.figures, measure).comparedTo(amountOf(a.figures, measure)) ||
      amountOf(b.figures, "total_spend").comparedTo(amountOf(a.figures, "total_spend")),
  );
  // A row "1 other" would hide one name to save nothing.
  const shown = sorted.length <= mostPlaces + 1 ? sorted : sorted.slice(0, mostPlaces);
  const rest = sorted.slice(shown.length);
  const [first] = sorted;
  const largest = first ? amountOf(first.figures, measure) : null;
  const place = (rows: readonly BreakdownRow[], keys: Place["keys"]): Place => {
    const spend = totalOf(rows, "total_spend");
    const results = result === null ? null : totalOf(rows, result);
    const value = totalOf(rows, measure);
    return {
      keys,
      count: rows.length,
      result: results && toDecimalText(results),
      spend: toDecimalText(spend),
      cost:
        hasCosts && results?.gt(0) ? toDecimalText(spend.dividedBy(results).toSignificantDigits(12)) : null,
      share: largest?.gt(0) ? Math.min(1, value.dividedBy(largest).toNumber()) : 0,
    };
  };
  const each = sorted.map((row) => place([row], [row.keys[0] ?? "", row.keys[1] ?? ""]));
  const rows = each.slice(0, shown.length);
  const all = place(sorted, null);
  return {
    measure,
    rows: rest.length > 0 ? [...rows, place(rest, null)] : rows,
    total: { result: all.result, spend: all.spend, cost: all.cost },
    finding: result && findingOf(each),
  };
}

function findingOf(places: readonly Place[]): Places["finding"] {
  const fair = places.filter(({ result, cost }) => cost !== null && Number(result) >= enoughResults);
  if (fair.length < 2) return null;
  const sorted = [...fair].sort((a, b) => Number(a.cost) - Number(b.cost));
  const [cheapest, dearest] = [sorted[0], sorted.at(-1)];
  return cheapest && dearest && cheapest.cost !== dearest.cost ? { cheapest, dearest } : null;
}
