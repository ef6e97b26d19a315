import { Decimal as DecimalBase } from "decimal.js";
import { Temporal } from "temporal-polyfill";
import { aggregate } from "@/tools/simulator/aggregate";
import type { Filter, InsightsParams } from "@/tools/simulator/insights-params";
import { invalidParameter } from "@/tools/simulator/meta-error";
import { type Account, type Item, listFields, type SourceRow } from "@/tools/simulator/world";

const Decimal = DecimalBase.clone({ precision: 40, toExpNeg: -40, toExpPos: 40 });
const metricFields = ["impressions", "clicks", "inline_link_clicks", "spend", "reach", ...listFields];
/** Accepted, and silently empty since 2026-01-12 (graph-api.md §1.3). */
const silentWindows = new Set(["7d_view", "28d_view"]);
const descriptive = new Set(
  "account_id account_name account_currency campaign_id campaign_name objective adset_id adset_name ad_id ad_name attribution_setting date_start date_stop".split(
    " ",
  ),
);

/** All rows that the account answers to these parameters at `observedAt`, shaped as Meta shapes them (graph-api.md §3.2, §3.3). */
export function insightsRows(
  account: Account,
  params: InsightsParams,
  observedAt: Temporal.Instant,
): Record<string, unknown>[] {
  const { since, until, level } = params;
  const own = level === "account" ? account.source.accountRows?.(since, until, observedAt) : undefined;
  const source = (own ?? account.source.rows(since, until, observedAt)).filter((row) =>
    params.filters.every((filter) => passes(row, filter)),
  );
  const rows = aggregate(source, level, periodOf(params)).filter((row) =>
    metricFields.some((field) => params.fields.includes(field) && row[field] !== undefined),
  );
  const asksMetrics = params.fields.some((field) => !descriptive.has(field));
  const answered = asksMetrics ? rows : aggregate(source, level, periodOf(params));
  return sortRows(answered, params.sort).map((row) => shape(account, row, params));
}

function periodOf(params: InsightsParams): (row: SourceRow) => readonly [string, string] {
  const { since, until, increment } = params;
  if (increment === 1) return (row) => [row.date_start, row.date_stop];
  if (increment === "all_days") return () => [since, until];
  if (increment === "monthly") {
    return ({ date_start }) => {
      const first = Temporal.PlainDate.from(date_start).with({ day: 1 });
      const last = first.with({ day: first.daysInMonth }).toString();
      return [first.toString() < since ? since : first.toString(), last > until ? until : last];
    };
  }
  return ({ date_start }) => {
    const start = Temporal.PlainDate.from(since);
    const offset = Math.floor(start.until(date_start, { largestUnit: "day" }).days / increment) * increment;
    const stop = start.add({ days: offset + increment - 1 }).toString();
    return [start.add({ days: offset }).toString(), stop > until ? until : stop];
  };
}

function passes(row: SourceRow, { field, operator, value }: Filter): boolean {
  const own = row[field.replace(".", "_")] ?? row[field.split(".")[1] ?? ""];
  // Every row of a source has delivered once; a list of statuses that names them all lets all pass.
  if (field.endsWith("effective_status")) return true;
  switch (operator) {
    case "EQUAL":
      return String(own) === String(value);
    case "IN":
      return Array.isArray(value) && value.map(String).includes(String(own));
    case "GREATER_THAN":
      return Number(own ?? 0) > Number(value);
    case "CONTAIN":
      return String(own ?? "").includes(String(value));
    case "STARTS_WITH":
      return String(own ?? "").startsWith(String(value));
    default:
      throw invalidParameter(`Param filtering has an operator that is not supported here: ${operator}`);
  }
}

function sortRows(rows: SourceRow[], sort: string | null): SourceRow[] {
  const plain = [...rows].sort(
    (a, b) =>
      compareText(a.date_start, b.date_start) ||
      compareText(String(a.campaign_id ?? ""), String(b.campaign_id ?? "")),
  );
  const [, field, direction] = sort?.match(/^(\w+)_(ascending|descending)$/) ?? [];
  if (!field) return plain;
  const sign = direction === "descending" ? -1 : 1;
  return plain.sort((a, b) => sign * (Number(a[field] ?? 0) - Number(b[field] ?? 0)));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function shape(account: Account, row: SourceRow, params: InsightsParams): Record<string, unknown> {
  const full: Record<string, unknown> = {
    account_id: account.id,
    account_name: account.name,
    account_currency: account.currency,
    ...row,
    ...ratios(row),
  };
  const shaped: Record<string, unknown> = {};
  for (const field of params.fields) {
    const value = full[field];
    if (value === undefined) continue;
    shaped[field] = Array.isArray(value)
      ? value.map((item: Item) => withWindows(item, params.windows))
      : value;
  }
  // What Meta adds unasked, today or one day: fields nobody has heard of yet.
  for (const [field, value] of Object.entries(row)) if (field.startsWith("x_")) shaped[field] = value;
  shaped.date_start = row.date_start;
  shaped.date_stop = row.date_stop;
  return shaped;
}

function withWindows(item: Item, windows: readonly string[]): Item {
  const { action_type, value, ...rest } = item;
  const asked = Object.entries(rest).filter(
    ([key, amount]) =>
      windows.includes(key) && !silentWindows.has(key) && amount !== undefined && Number(amount) !== 0,
  );
  return { action_type, ...(value === undefined ? {} : { value }), ...Object.fromEntries(asked) };
}

/** Ratios with six decimals, zeros trimmed; they hold exactly (graph-api.md §3.2). */
function ratios(row: SourceRow): Record<string, string> {
  const number = (field: string) => (typeof row[field] === "string" ? new Decimal(row[field]) : null);
  const [impressions, clicks, links, spend, reach] = [
    "impressions",
    "clicks",
    "inline_link_clicks",
    "spend",
    "reach",
  ].map(number);
  const result: Record<string, string> = {};
  const put = (
    field: string,
    above: DecimalBase | null | undefined,
    below: DecimalBase | null | undefined,
    scale: number,
  ) => {
    if (above && below && !below.isZero())
      result[field] = above.div(below).times(scale).toDecimalPlaces(6).toFixed();
  };
  put("ctr", clicks, impressions, 100);
  put("inline_link_click_ctr", links, impressions, 100);
  put("cpc", spend, clicks, 1);
  put("cost_per_inline_link_click", spend, links, 1);
  put("cpm", spend, impressions, 1000);
  put("cpp", spend, reach, 1000);
  put("frequency", impressions, reach, 1);
  return result;
}
