import { acceptShape } from "@/lib/graph/pages/accept-shape";
import { type InsightRow, insightRow } from "@/lib/graph/read/insight-row";
import type { Accepted } from "@/lib/graph/wire";

/**
 * Takes `data` of an insights answer. Every row is checked in full, yet none is copied: a hand-written test of the shape is many times
 * faster than the schema (performance.md P5), which is asked only to say what is wrong. A row of another shape refuses the page (R4).
 */
export function readRows(data: readonly unknown[]): Accepted<InsightRow[]> {
  for (let index = 0; index < data.length; index += 1) {
    if (hasRowShape(data[index])) continue;
    const refused = acceptShape(insightRow, data[index]);
    const what = refused.ok ? "another shape than the schema" : refused.message;
    return { ok: false, reason: "shape", message: `Row ${index + 1} of the page: ${what}` };
  }
  return { ok: true, value: data as InsightRow[] };
}

/** Whether `insightRow` would accept the value. */
export function hasRowShape(row: unknown): row is InsightRow {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return false;
  const r = row as Record<string, unknown>;
  return (
    isText(r.account_id) &&
    isText(r.campaign_id) &&
    isText(r.campaign_name) &&
    isText(r.objective) &&
    isText(r.date_start) &&
    isText(r.date_stop) &&
    isText(r.spend) &&
    isText(r.impressions) &&
    isText(r.clicks) &&
    isText(r.inline_link_clicks) &&
    isText(r.attribution_setting) &&
    isText(r.account_currency) &&
    isItems(r.actions) &&
    isItems(r.action_values) &&
    isItems(r.conversions) &&
    isItems(r.conversion_values)
  );
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isItems(list: unknown): boolean {
  if (list === undefined) return true;
  if (!Array.isArray(list)) return false;
  for (let index = 0; index < list.length; index += 1) {
    const item: unknown = list[index];
    if (typeof item !== "object" || item === null || Array.isArray(item)) return false;
    const { action_type, value } = item as Record<string, unknown>;
    if (typeof action_type !== "string") return false;
    if (value !== undefined && typeof value !== "string") return false;
  }
  return true;
}
