import type { PeriodRequest } from "@/lib/graph/graph-client";
import { attributionWindows } from "@/lib/graph/read/insights-query";
import type { BreakdownKind } from "@/lib/values/breakdown";

/** Meta's columns of each kind; these combinations are among the allowed ones, `platform_position` alone is not (graph-api.md §3.8). */
export const breakdownColumns = {
  age_gender: ["age", "gender"],
  placement: ["publisher_platform", "platform_position"],
  region: ["region"],
} as const satisfies { readonly [Kind in BreakdownKind]: readonly string[] };

const delivery = ["account_id", "account_currency", "impressions", "clicks", "inline_link_clicks", "spend"];
const lists = ["actions", "action_values", "conversions", "conversion_values"];

/**
 * The query for one answer about a whole period, `time_increment=all_days`, at account level. Reach is asked apart from everything else and
 * without a breakdown (graph-api.md §3.5, C23): unique counts are slow, and cannot be added up from finer rows.
 */
export function periodQuery({ of, window }: Pick<PeriodRequest, "of" | "window">, limit: number): string {
  const { since, until } = window;
  const query = new URLSearchParams({
    level: "account",
    time_increment: "all_days",
    time_range: JSON.stringify({ since, until }),
  });
  if (of === "reach") query.set("fields", "account_id,impressions,reach,frequency");
  else if (of === "total") query.set("fields", delivery.join(","));
  else {
    query.set("fields", [...delivery, ...lists].join(","));
    query.set("breakdowns", breakdownColumns[of].join(","));
    query.set("action_breakdowns", JSON.stringify(["action_type"]));
    query.set("action_attribution_windows", JSON.stringify(attributionWindows));
  }
  query.set("limit", String(limit));
  return query.toString();
}
