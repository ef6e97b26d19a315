import { ExactSum } from "@/tools/simulator/exact-sum";
import { peopleOf } from "@/tools/simulator/people";
import { type Item, listFields, listOf, type SourceRow } from "@/tools/simulator/world";

const summed = ["impressions", "clicks", "inline_link_clicks", "spend"] as const;

/** What identifies a group at a level, besides its dates. */
export const levelKeys = {
  account: [],
  campaign: ["campaign_id"],
  adset: ["campaign_id", "adset_id"],
  ad: ["campaign_id", "adset_id", "ad_id"],
} as const;
export type Level = keyof typeof levelKeys;

const kept: Record<Level, readonly string[]> = {
  account: ["account_id", "account_name", "account_currency"],
  campaign: ["account_id", "account_name", "account_currency", "campaign_id", "campaign_name", "objective"],
  adset: [
    "account_id",
    "account_name",
    "account_currency",
    "campaign_id",
    "campaign_name",
    "objective",
    "adset_id",
    "adset_name",
  ],
  ad: [
    "account_id",
    "account_name",
    "account_currency",
    "campaign_id",
    "campaign_name",
    "objective",
    "adset_id",
    "adset_name",
    "ad_id",
    "ad_name",
  ],
};

/** Adds rows up exactly, per level and period. A group of one row at that very grain stays as it is, unknown fields and all. */
export function aggregate(
  rows: readonly SourceRow[],
  level: Level,
  period: (row: SourceRow) => readonly [string, string],
  columns: readonly string[] = [],
): SourceRow[] {
  const groups = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const key = [...period(row), ...[...levelKeys[level], ...columns].map((field) => row[field] ?? "")].join(
      "|",
    );
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (!first) throw new Error("A group without rows.");
    const [date_start, date_stop] = period(first);
    const isFiner =
      "ad_id" in first
        ? level !== "ad" || ("age" in first && !columns.includes("age"))
        : level === "account" && "campaign_id" in first;
    if (group.length === 1 && !isFiner) return { ...first, date_start, date_stop };
    return addUp(group, level, date_start, date_stop, columns);
  });
}

function addUp(
  group: readonly SourceRow[],
  level: Level,
  date_start: string,
  date_stop: string,
  columns: readonly string[],
): SourceRow {
  const total: Record<string, unknown> = { date_start, date_stop };
  for (const field of [...kept[level], ...columns]) {
    const value = group.find((row) => row[field] !== undefined)?.[field];
    if (value !== undefined) total[field] = value;
  }
  for (const field of summed) {
    const sum = new ExactSum();
    for (const row of group) sum.add(row[field]);
    const text = sum.text();
    if (text !== null) total[field] = text;
  }
  const people = peopleOf(group);
  if (people !== null) total.reach = String(people);
  for (const list of [...listFields, "outbound_clicks"]) {
    const items = addLists(group, list);
    if (items.length > 0) total[list] = items;
  }
  const settings = new Set(
    group.flatMap((row) => (typeof row.attribution_setting === "string" ? [row.attribution_setting] : [])),
  );
  if (settings.size > 0) total.attribution_setting = [...settings].sort().at(-1);
  return total as SourceRow;
}

function addLists(group: readonly SourceRow[], list: string): Item[] {
  const totals = new Map<string, Map<string, ExactSum>>();
  for (const row of group) {
    for (const item of listOf(row, list)) {
      let total = totals.get(item.action_type);
      if (!total) {
        total = new Map();
        totals.set(item.action_type, total);
      }
      for (const key in item) {
        if (key === "action_type") continue;
        let sum = total.get(key);
        if (!sum) {
          sum = new ExactSum();
          total.set(key, sum);
        }
        sum.add(item[key]);
      }
    }
  }
  return [...totals].map(([action_type, total]) => {
    const item: Record<string, string> = {};
    for (const [key, sum] of total) {
      const text = sum.text();
      if (text !== null) item[key] = text;
    }
    return { ...item, action_type };
  });
}
