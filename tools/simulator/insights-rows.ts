import { Temporal } from "temporal-polyfill";
import { aggregate } from "@/tools/simulator/aggregate";
import { brokenDown } from "@/tools/simulator/broken-down";
import type { DateRange } from "@/tools/simulator/date-presets";
import { describedObjects, statusesOf } from "@/tools/simulator/entities";
import { descriptiveFields } from "@/tools/simulator/insights-fields";
import { isNameFilter, isStatusFilter, passesFilter, passesValue } from "@/tools/simulator/insights-filter";
import type { InsightsParams } from "@/tools/simulator/insights-params";
import { periodOf } from "@/tools/simulator/insights-period";
import { shapeRow } from "@/tools/simulator/shape-row";
import { sortRows } from "@/tools/simulator/sort-rows";
import { withReach } from "@/tools/simulator/with-reach";
import { type Account, hiddenStatuses, type SourceRow } from "@/tools/simulator/world";

/** Whose insights are asked. */
export interface Node {
  readonly kind: "account" | "campaign" | "adset" | "ad" | "creative";
  readonly id: string;
}

/** All rows that the node answers to these parameters at `observedAt`, shaped as Meta shapes them (graph-api.md §3.2, §3.3). */
export function insightsRows(
  account: Account,
  node: Node,
  params: InsightsParams,
  observedAt: Temporal.Instant,
): Record<string, unknown>[] {
  const metrics = params.fields.filter((field) => !descriptiveFields.has(field));
  const sums = params.filters.filter((filter) => !isNameFilter(filter) && !isStatusFilter(filter));
  const rows = params.ranges.flatMap((range) => {
    const source =
      metrics.length > 0
        ? sourceRows(account, node, params, range, observedAt)
        : describedDays(account, node, params, range, observedAt);
    const rows = aggregate(source, params.level, periodOf(range, params.increment), params.breakdowns);
    return rows.map((row) => withReach(account, node, params, row, observedAt));
  });
  const passed = rows.filter((row) => sums.every((filter) => passesFilter(row, filter)));
  return (
    sortRows(passed, params.sort)
      .map((row) => shapeRow(account, row, params))
      // No row where none of the metrics asked for has a value.
      .filter((row) => metrics.length === 0 || metrics.some((field) => row[field] !== undefined))
  );
}

function sourceRows(
  account: Account,
  node: Node,
  params: InsightsParams,
  { since, until }: DateRange,
  observedAt: Temporal.Instant,
): readonly SourceRow[] {
  const chosen = params.filters.some((filter) => isNameFilter(filter) || isStatusFilter(filter));
  if (params.level === "account" && node.kind === "account" && !chosen) {
    const own = account.source.accountRows?.(since, until, observedAt);
    if (own && params.breakdowns.length === 0) return own;
    if (own) return brokenDown(account, params, own, { since, until }, observedAt);
  }
  const rows = account.source.rows(since, until, observedAt);
  if (params.breakdowns.length === 0) return kept(account, node, params, rows);
  return kept(account, node, params, brokenDown(account, params, rows, { since, until }, observedAt));
}

/** Asked for names only, Meta answers a row for every object and day, delivery or not (graph-api.md §3.3). */
function describedDays(
  account: Account,
  node: Node,
  params: InsightsParams,
  { since, until }: DateRange,
  now: Temporal.Instant,
): readonly SourceRow[] {
  const objects = describedObjects(account, params.level, now);
  const first = Temporal.PlainDate.from(since);
  const days = first.until(until, { largestUnit: "day" }).days + 1;
  const rows = Array.from({ length: days }, (_, index) => first.add({ days: index }).toString()).flatMap(
    (date) => objects.map((object): SourceRow => ({ ...object, date_start: date, date_stop: date })),
  );
  return kept(account, node, params, rows);
}

/** The rows of the node that pass the filters on names and statuses. Below the campaign, archived and deleted objects are left out unless asked for. */
function kept(
  account: Account,
  node: Node,
  { level, filters }: InsightsParams,
  rows: readonly SourceRow[],
): readonly SourceRow[] {
  const names = filters.filter(isNameFilter);
  const statuses = filters.filter(isStatusFilter);
  const known = statusesOf(account);
  const hides = statuses.length === 0 && (level === "ad" || level === "adset");
  const statusOf = (id: unknown) => known.get(String(id)) ?? "ACTIVE";
  return rows.filter((row) => {
    if (node.kind !== "account" && row[`${node.kind}_id`] !== node.id) return false;
    if (!names.every((filter) => passesFilter(row, filter))) return false;
    if (hides) return ![row.campaign_id, row.ad_id].some((id) => hiddenStatuses.has(statusOf(id)));
    return statuses.every(({ field, operator, value }) =>
      passesValue(statusOf(field.startsWith("campaign") ? row.campaign_id : row.ad_id), operator, value),
    );
  });
}
