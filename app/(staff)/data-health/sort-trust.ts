import type { TrustRow } from "@/app/(staff)/data-health/trust-rows";

/** Columns of "freshness and trust" that can be sorted by; the address says which and which way. */
export const trustSortKeys = [
  "client",
  "last",
  "settled",
  "missing",
  "reconciled",
  "restated",
  "token",
] as const;
export type TrustSortKey = (typeof trustSortKeys)[number];
export interface TrustSort {
  readonly key: TrustSortKey;
  readonly down: boolean;
}

/** Reads the address; anything unknown in it is the usual order, the longest unread first. */
export function trustSortOf(sort: unknown, dir: unknown): TrustSort {
  const key = trustSortKeys.find((known) => known === sort) ?? "last";
  return { key, down: dir === "desc" || (dir !== "asc" && beginsDown(key)) };
}

/** A column's next sorting: what is worst comes first; the same column again turns round. */
export function nextTrustSort(sort: TrustSort, key: TrustSortKey): TrustSort {
  return sort.key === key ? { key, down: !sort.down } : { key, down: beginsDown(key) };
}

/** The sorting as a query has it; the usual one is left out. */
export function trustQuery({ key, down }: TrustSort): Record<string, string> {
  return key === "last" && !down ? {} : { sort: key, dir: down ? "desc" : "asc" };
}

function beginsDown(key: TrustSortKey): boolean {
  return key === "missing" || key === "reconciled" || key === "restated";
}

/** What is not there comes last both ways, but for a client that was never read, which is the oldest; equals stand by name. Pure. */
export function sortTrust(rows: readonly TrustRow[], { key, down }: TrustSort): TrustRow[] {
  const byName = (a: TrustRow, b: TrustRow) => a.row.client.name.localeCompare(b.row.client.name, "pl");
  return rows.toSorted((a, b) => {
    const [left, right] = [sortValue(a, key), sortValue(b, key)];
    if (left === null || right === null) return left === right ? byName(a, b) : left === null ? 1 : -1;
    const order =
      typeof left === "number" && typeof right === "number"
        ? Math.sign(left - right) || 0
        : String(left).localeCompare(String(right), "pl");
    return (down ? -order : order) || byName(a, b);
  });
}

/** Well first, in doubt last. */
const reconciledOrder: readonly TrustRow["reconciled"]["kind"][] = ["to", "nothing", "differs", "unknown"];
/** Worst first; days stand between by their number. */
const tokenOrder = { refused: -3, over: -2, confirm: -1 } as const;

function sortValue(row: TrustRow, key: TrustSortKey): number | string | null {
  switch (key) {
    case "client":
      return row.row.client.name;
    case "last":
      return row.lastGoodAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
    case "settled":
      return row.settledTo;
    case "missing":
      return row.missing + row.late / 1000;
    case "reconciled":
      return reconciledOrder.indexOf(row.reconciled.kind);
    case "restated":
      return row.restated;
    case "token": {
      const { token } = row;
      if (token.kind === "days") return token.days;
      return token.kind === "none" || token.kind === "unknown" ? null : tokenOrder[token.kind];
    }
  }
}
