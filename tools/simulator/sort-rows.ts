import { decimalOf } from "@/tools/simulator/ratios";
import { listOf, type SourceRow } from "@/tools/simulator/world";

/** By day and object, or as `sort` says: `spend_descending`, `actions:link_click_ascending` (graph-api.md §3.1). */
export function sortRows(rows: readonly SourceRow[], sort: string | null): SourceRow[] {
  const order = (row: SourceRow) =>
    [row.date_start, row.campaign_id ?? "", String(row.ad_id ?? "")].join("|");
  const plain = rows.map((row) => ({ row, key: order(row) })).sort((a, b) => compare(a.key, b.key));
  const [, field, type, direction] = sort?.match(/^(\w+?)(?::([\w.]+?))?_(ascending|descending)$/) ?? [];
  if (field === undefined) return plain.map(({ row }) => row);
  const sign = direction === "descending" ? -1 : 1;
  const value = (row: SourceRow): number => {
    if (type === undefined) return decimalOf(row[field])?.toNumber() ?? 0;
    const item = listOf(row, field).find(({ action_type }) => action_type === type);
    return decimalOf(item?.value)?.toNumber() ?? 0;
  };
  return plain.map(({ row }) => row).sort((a, b) => sign * (value(a) - value(b)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
