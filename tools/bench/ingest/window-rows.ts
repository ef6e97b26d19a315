import {
  campaignNamesOf,
  deriveAccountTotals,
  deriveCampaignDays,
  type Mapping,
} from "@/lib/collect/rows/derive-rows";
import type { WindowRows } from "@/lib/collect/window/replace-window";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { unresolvedChoices } from "@/lib/kpi/choices";
import { Decimal } from "@/lib/values/decimal";
import { daysOf, type Window } from "@/lib/values/window";

const names = [
  "link_click",
  "landing_page_view",
  "omni_view_content",
  "omni_initiated_checkout",
  "purchase",
  "omni_purchase",
  "offsite_conversion.fb_pixel_purchase",
];

/** The mapping that the bench derives with. */
export const benchMapping = (since: string): Mapping => ({
  version: 1,
  choices: {
    ...unresolvedChoices,
    reservations: { list: "actions", type: "omni_purchase", measured_since: since as never },
    booking_step_3: { list: "actions", type: "omni_initiated_checkout", measured_since: since as never },
  },
});

/**
 * One account's window as the collector holds it before it writes: days × campaigns, derived and hashed, with totals that add up. `changed` of a
 * hundred rows spent a cent more.
 */
export function windowRows(window: Window, campaigns: number, account: number, changed = 0): WindowRows {
  const mapping = benchMapping(window.since);
  const rows = daysOf(window).flatMap((date, day) =>
    Array.from({ length: campaigns }, (_, campaign) =>
      insightRow(date, campaign, account * 7919 + day * campaigns + campaign, changed),
    ),
  );
  const totals = daysOf(window).map((date) => totalOf(rows.filter((row) => row.date_start === date)));
  return {
    accountTotals: deriveAccountTotals(totals, window, mapping),
    campaignDays: deriveCampaignDays(rows, mapping),
    campaigns: campaignNamesOf(rows),
    mappingVersion: mapping.version,
    cost: { pages: 3, calls: 4, rows: rows.length, usage: null },
  };
}

function insightRow(date: string, campaign: number, seed: number, changed: number): InsightRow {
  const cents = 1_000 + ((seed * 37) % 40_000) + (seed % 100 < changed ? 1 : 0);
  return {
    date_start: date,
    date_stop: date,
    campaign_id: String(120210000000000000n + BigInt(campaign)),
    campaign_name: `Kampania ${campaign}`,
    objective: "OUTCOME_SALES",
    impressions: String(500 + ((seed * 13) % 9_000)),
    clicks: String((seed * 7) % 300),
    inline_link_clicks: String((seed * 5) % 200),
    spend: (cents / 100).toFixed(2),
    actions: names.map((action_type, index) => ({
      action_type,
      value: String((seed + index) % 50),
      "7d_click": String((seed + index) % 40),
    })),
    attribution_setting: "1d_view_7d_click",
  };
}

function totalOf(rows: readonly InsightRow[]): InsightRow {
  const [first] = rows;
  if (!first) throw new Error("A day without rows.");
  const add = (field: "spend" | "impressions" | "clicks" | "inline_link_clicks") =>
    rows.reduce((sum, row) => sum.plus(row[field] ?? 0), new Decimal(0)).toFixed();
  return {
    date_start: first.date_start ?? "",
    date_stop: first.date_stop ?? "",
    impressions: add("impressions"),
    clicks: add("clicks"),
    inline_link_clicks: add("inline_link_clicks"),
    spend: add("spend"),
    actions: names.map((action_type, index) => ({
      action_type,
      value: rows.reduce((sum, row) => sum.plus(row.actions?.[index]?.value ?? 0), new Decimal(0)).toFixed(),
    })),
  };
}
