import { homeCurrencyOf } from "@/lib/today/home-first";
import type { PortfolioRow } from "@/lib/today/read-portfolio";
import { type Decimal, parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";

/** Columns that can be sorted by; the address says which and which way. */
export const sortKeys = ["client", "spend", "results", "cost", "change", "pace", "report", "data"] as const;
export type SortKey = (typeof sortKeys)[number];
export interface Sort {
  readonly key: SortKey;
  readonly down: boolean;
}

export interface CurrencyGroup {
  readonly currency: string;
  readonly rows: readonly PortfolioRow[];
  /** Sum of the spends that are there, exact; null where none is. */
  readonly spend: string | null;
  readonly days: number;
  readonly expected: number;
  /** Pace of those that have a budget, weighted by it: Σ spend against Σ share. null where none has. */
  readonly pace: string | null;
}

/**
 * Rows by currency, most clients' first and then by code, sorted inside each: amounts of two currencies never stand in one order and never
 * in one sum (R8). What is not there comes last both ways; equal values stand by name. Pure.
 */
export function groupPortfolio(rows: readonly PortfolioRow[], sort: Sort): CurrencyGroup[] {
  const home = homeCurrencyOf(rows);
  const rank = (currency: string) => (currency === home ? "" : currency);
  return [...Map.groupBy(rows, ({ currency }) => currency)]
    .sort(([a], [b]) => rank(a).localeCompare(rank(b)))
    .map(([currency, own]) => ({
      currency,
      rows: sortRows(own, sort),
      spend: totalOf(own.flatMap(({ spend }) => (spend.value === null ? [] : [parseDecimal(spend.value)]))),
      days: own.reduce((days, { coverage }) => days + coverage.days, 0),
      expected: own.reduce((days, { coverage }) => days + coverage.expected, 0),
      pace: paceOfAll(own),
    }));
}

function sortRows(rows: readonly PortfolioRow[], { key, down }: Sort): PortfolioRow[] {
  const byName = (a: PortfolioRow, b: PortfolioRow) =>
    a.name.localeCompare(b.name, "pl") || (a.slug < b.slug ? -1 : 1);
  return rows.toSorted((a, b) => {
    const [left, right] = [sortValue(a, key), sortValue(b, key)];
    if (left === null || right === null) return left === right ? byName(a, b) : left === null ? 1 : -1;
    const order =
      typeof left === "string" || typeof right === "string"
        ? String(left).localeCompare(String(right), "pl")
        : left.comparedTo(right);
    return (down ? -order : order) || byName(a, b);
  });
}

function sortValue(row: PortfolioRow, key: SortKey): Decimal | string | null {
  const decimal = (value: string | null | undefined) =>
    value === null || value === undefined ? null : parseDecimal(value);
  switch (key) {
    case "client":
      return row.name;
    case "spend":
      return decimal(row.spend.value);
    case "results":
      return decimal(row.result?.figure.value);
    case "cost":
      return decimal(row.result?.cost.value);
    case "change":
      return decimal(row.result?.change.change);
    case "pace":
      return decimal(row.pace?.deviation);
    case "report":
      return (
        row.report &&
        parseDecimal(String(reportOrder.indexOf(row.report.withdrawn ? "withdrawn" : row.report.state)))
      );
    case "data":
      return parseDecimal(String(dataOrder.indexOf(row.data.kind)));
  }
}

const reportOrder = ["withdrawn", "draft", "in_review", "published"];
/** Best first, so that sorting downwards puts what is wrong on top. */
const dataOrder = ["complete", "no_delivery", "not_due", "late", "unreconciled", "missing"];

function totalOf(values: readonly Decimal[]): string | null {
  return values.length === 0 ? null : toDecimalText(sum(values));
}

function paceOfAll(rows: readonly PortfolioRow[]): string | null {
  const paced = rows.flatMap(({ pace, spend }) =>
    pace && pace.deviation !== null && spend.value !== null
      ? [{ due: parseDecimal(pace.due), spend: parseDecimal(spend.value) }]
      : [],
  );
  const due = sum(paced.map((one) => one.due));
  if (due.isZero()) return null;
  return toDecimalText(
    sum(paced.map((one) => one.spend))
      .minus(due)
      .times(100)
      .dividedBy(due)
      .toDecimalPlaces(12),
  );
}
