import type { InsightsRequest } from "@/lib/graph/graph-client";

const metricFields = [
  "impressions",
  "clicks",
  "inline_link_clicks",
  "spend",
  "actions",
  "action_values",
  "conversions",
  "conversion_values",
  "attribution_setting",
  "account_currency",
];

/** Short and fixed: one odd field can corrupt the others (graph-api.md §3.2, §10.4). Both levels carry the same metrics (R7). */
const fields = {
  account: ["account_id", ...metricFields],
  campaign: ["account_id", "campaign_id", "campaign_name", "objective", ...metricFields],
} as const;

/** Always the same three: another list would give `value` another basis (graph-api.md §3.7). */
export const attributionWindows = ["7d_click", "1d_view", "1d_ev"];

/** The query of graph-api.md §13, never relying on one of Meta's defaults (incident 4: a page of 25). */
export function insightsQuery(
  request: Pick<InsightsRequest, "level" | "window" | "without">,
  limit: number,
): string {
  const { since, until } = request.window;
  const left: readonly string[] = request.without ?? [];
  return new URLSearchParams({
    level: request.level,
    time_increment: "1",
    time_range: JSON.stringify({ since, until }),
    fields: fields[request.level].filter((field) => !left.includes(field)).join(","),
    action_breakdowns: JSON.stringify(["action_type"]),
    action_attribution_windows: JSON.stringify(attributionWindows),
    limit: String(limit),
  }).toString();
}
