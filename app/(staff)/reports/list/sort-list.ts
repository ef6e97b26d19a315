import type { ListSort, ListSortKey } from "@/app/(staff)/reports/list/list-address";
import {
  byCurrency,
  type Readiness,
  readinessGroups,
  readinessOf,
} from "@/app/(staff)/reports/list/readiness";
import type { ListedReport } from "@/lib/facts/list-reports";
import { type Decimal, parseDecimal } from "@/lib/values/decimal";

export interface ReadinessGroup {
  readonly group: Readiness;
  readonly rows: readonly ListedReport[];
}

/**
 * The list as groups of what its reports wait for, sorted inside each and there inside each currency: amounts of two currencies never stand in
 * one order (R8). Sorting by what they wait for turns the groups round. What is not there comes last both ways; equals stand by name. Pure.
 */
export function groupReports(
  reports: readonly ListedReport[],
  home: string | null,
  sort: ListSort,
): ReadinessGroup[] {
  const groups = readinessGroups.map((group) => ({
    group,
    rows: byCurrency(
      sorted(
        reports.filter((report) => readinessOf(report) === group),
        sort,
      ),
      home,
    ),
  }));
  const filled = groups.filter(({ rows }) => rows.length > 0);
  return sort.key === "check" && sort.down ? filled.toReversed() : filled;
}

function sorted(rows: readonly ListedReport[], { key, down }: ListSort): ListedReport[] {
  const byName = (a: ListedReport, b: ListedReport) =>
    a.name.localeCompare(b.name, "pl") || (a.slug < b.slug ? -1 : 1);
  if (key === "check") return rows.toSorted(byName);
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

/** Best first, so that sorting downwards puts what is wrong on top. */
const monthOrder: readonly ListedReport["state"][] = ["settled", "provisional", "open", "incomplete"];

function sortValue(report: ListedReport, key: Exclude<ListSortKey, "check">): Decimal | string | null {
  const decimal = (value: string | null | undefined) => (value ? parseDecimal(value) : null);
  switch (key) {
    case "client":
      return report.name;
    case "month":
      return decimal(
        String(report.reconciled === false ? monthOrder.length : monthOrder.indexOf(report.state)),
      );
    case "spend":
      return decimal(report.spend.value);
    case "results":
      return decimal(report.result?.figure.value);
    case "cost":
      return decimal(report.result?.cost.value);
    case "publication":
      return report.publication
        ? `2 ${report.publication.at.toString()}`
        : report.reportState === "in_review"
          ? "1"
          : "0";
  }
}
