import { ExactSum } from "@/tools/simulator/exact-sum";
import { silentWindows } from "@/tools/simulator/insights-fields";
import type { InsightsParams } from "@/tools/simulator/insights-params";
import { ratioOf } from "@/tools/simulator/ratios";
import type { Account, Item, SourceRow } from "@/tools/simulator/world";

/** A row as it goes over the wire: the fields asked for, the windows asked for, its dates always; what has no value is absent. */
export function shapeRow(account: Account, row: SourceRow, params: InsightsParams): Record<string, unknown> {
  const full: Record<string, unknown> = {
    account_id: account.id,
    account_name: account.name,
    account_currency: account.currency,
    ...row,
  };
  const shaped: Record<string, unknown> = {};
  for (const field of params.fields) {
    const value = ratioOf(row, field) ?? full[field];
    if (value === undefined) continue;
    shaped[field] = Array.isArray(value) ? shapeList(value as readonly Item[], params) : value;
  }
  for (const column of params.breakdowns) if (row[column] !== undefined) shaped[column] = row[column];
  // What Meta adds unasked, today or one day: fields nobody has heard of yet.
  for (const [field, value] of Object.entries(row)) if (field.startsWith("x_")) shaped[field] = value;
  if (row.date_start !== undefined) shaped.date_start = row.date_start;
  if (row.date_stop !== undefined) shaped.date_stop = row.date_stop;
  return shaped;
}

function shapeList(items: readonly Item[], { windows, splitsActions }: InsightsParams): object[] {
  const shaped = items.map((item) => withWindows(item, windows));
  if (splitsActions) return shaped;
  const total = new ExactSum();
  for (const item of shaped) total.add(item.value);
  return [{ value: total.text() ?? "0" }];
}

/** Keys of windows that were not asked for, are silent or have no credit are absent (graph-api.md §3.2). */
function withWindows(item: Item, windows: readonly string[]): Item {
  const { action_type, value, ...rest } = item;
  const asked = Object.entries(rest).filter(
    ([key, amount]) =>
      windows.includes(key) && !silentWindows.has(key) && amount !== undefined && Number(amount) !== 0,
  );
  return { action_type, ...(value === undefined ? {} : { value }), ...Object.fromEntries(asked) };
}
