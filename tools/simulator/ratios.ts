import { Decimal as DecimalBase } from "decimal.js";
import { type Item, listOf, type SourceRow } from "@/tools/simulator/world";

const Decimal = DecimalBase.clone({ precision: 40, toExpNeg: -40, toExpPos: 40 });

/** A decimal string as a number; null for what is absent or no number, which then has no ratio. */
export function decimalOf(value: unknown): DecimalBase | null {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? new Decimal(value) : null;
}

/** above ÷ below × scale with six decimals, zeros trimmed; null without a denominator (graph-api.md §3.2). */
function ratio(above: DecimalBase | null, below: DecimalBase | null, scale = 1): string | null {
  if (!above || !below || below.isZero()) return null;
  return above.div(below).times(scale).toDecimalPlaces(6).toFixed();
}

type Work = (row: SourceRow) => string | readonly Item[] | null;
const figure = (row: SourceRow, field: string): DecimalBase | null => decimalOf(row[field]);

const worked: Readonly<Record<string, Work>> = {
  ctr: (row) => ratio(figure(row, "clicks"), figure(row, "impressions"), 100),
  inline_link_click_ctr: (row) => ratio(figure(row, "inline_link_clicks"), figure(row, "impressions"), 100),
  cpc: (row) => ratio(figure(row, "spend"), figure(row, "clicks")),
  cost_per_inline_link_click: (row) => ratio(figure(row, "spend"), figure(row, "inline_link_clicks")),
  cpm: (row) => ratio(figure(row, "spend"), figure(row, "impressions"), 1000),
  cpp: (row) => ratio(figure(row, "spend"), figure(row, "reach"), 1000),
  frequency: (row) => ratio(figure(row, "impressions"), figure(row, "reach")),
  cost_per_action_type(row) {
    const spend = figure(row, "spend");
    return divideItems(listOf(row, "actions"), (count) => ratio(spend, count));
  },
  purchase_roas(row) {
    const spend = figure(row, "spend");
    const bought = listOf(row, "action_values").filter(({ action_type }) => action_type === "omni_purchase");
    return divideItems(bought, (value) => ratio(value, spend));
  },
};

/**
 * A field that follows from a row's own figures: the ratios of graph-api.md §3.2, which hold exactly, cost per action, return on spend.
 * undefined for any other field and where it has no value.
 */
export function ratioOf(row: SourceRow, field: string): string | readonly Item[] | undefined {
  const value = worked[field]?.(row) ?? undefined;
  return value === undefined || value.length === 0 ? undefined : value;
}

/** Each number of each item, its windows too, turned into another; what has none falls away. */
function divideItems(items: readonly Item[], turn: (value: DecimalBase | null) => string | null): Item[] {
  return items.flatMap(({ action_type, ...numbers }) => {
    const turned = Object.entries(numbers).map(([key, value]) => [key, turn(decimalOf(value))] as const);
    const kept = turned.filter((entry): entry is readonly [string, string] => entry[1] !== null);
    return kept.length === 0 ? [] : [{ action_type, ...Object.fromEntries(kept) }];
  });
}
