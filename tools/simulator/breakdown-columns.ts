import { invalidParameter } from "@/tools/simulator/meta-error";

const hour = "hourly_stats_aggregated_by_advertiser_time_zone";
const audienceHour = "hourly_stats_aggregated_by_audience_time_zone";
const assets =
  `ad_format_asset body_asset call_to_action_asset description_asset image_asset link_url_asset title_asset
  video_asset`.split(/\s+/);

/** What may stand together in `breakdowns`, each set of columns a request of its own (graph-api.md §3.8). */
const families: readonly (readonly string[])[] = [
  ["age"],
  ["gender"],
  ["age", "gender"],
  ["country"],
  ["region"],
  ["country", "region"],
  ["comscore_market"],
  ["publisher_platform"],
  ["publisher_platform", "platform_position"],
  ["publisher_platform", "impression_device"],
  ["publisher_platform", "platform_position", "impression_device"],
  ["impression_device"],
  ["device_platform"],
  ["product_id"],
  ["frequency_value"],
  [hour],
  [audienceHour],
  ...assets.map((asset) => [asset]),
];
const allowed = new Set(families.map((columns) => keyOf(columns)));
const known = [...new Set(families.flat())];

/** Empty for an account that has not opted in to them in Ads Manager, without an error, since that day (graph-api.md §1.3). */
export const optInColumns: ReadonlySet<string> = new Set([
  "impression_device",
  audienceHour,
  "frequency_value",
]);
export const optInSince = "2026-08-06";

export const isHour = (column: string): boolean => column === hour || column === audienceHour;

/** With these columns actions that a pixel or a server reported are left out (graph-api.md §3.8, C25). */
export const hidesOffMeta = (column: string): boolean =>
  column === "region" || column === "comscore_market" || column === "dma" || isHour(column);

/** Refuses unknown columns and combinations that Meta does not serve, in its words. */
export function checkBreakdowns(columns: readonly string[], actionBreakdowns: readonly string[]): void {
  const unknown = columns.findIndex((column) => column !== "platform_position" && !known.includes(column));
  if (unknown >= 0)
    throw invalidParameter(`Param breakdowns[${unknown}] must be one of {${known.join(", ")}}`);
  if (columns.length === 0 || allowed.has(keyOf(columns))) return;
  const named = [...actionBreakdowns, ...columns].join(", ");
  throw invalidParameter(`Current combination of data breakdown columns (${named}) is invalid`);
}

function keyOf(columns: readonly string[]): string {
  return [...columns].sort().join(",");
}
