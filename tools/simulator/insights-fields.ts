/** Fields that say what a row is about; a row needs one metric beside them to exist (graph-api.md §3.3). */
export const descriptiveFields: ReadonlySet<string> = new Set(
  `account_id account_name account_currency campaign_id campaign_name objective adset_id adset_name ad_id ad_name attribution_setting
  buying_type optimization_goal created_time updated_time date_start date_stop`.split(/\s+/),
);

/** Metrics that are worked out or stored; a row that has nothing for one leaves it out. */
const metricFields =
  `impressions reach frequency clicks inline_link_clicks spend ctr cpc cpm cpp inline_link_click_ctr
  cost_per_inline_link_click outbound_clicks actions action_values conversions conversion_values cost_per_action_type purchase_roas
  website_purchase_roas unique_clicks unique_actions social_spend video_play_actions video_p25_watched_actions video_p50_watched_actions
  video_p75_watched_actions video_p100_watched_actions video_thruplay_watched_actions video_avg_time_watched_actions quality_ranking
  engagement_rate_ranking conversion_rate_ranking results cost_per_result objective_results`.split(/\s+/);

export const knownFields: ReadonlySet<string> = new Set([...descriptiveFields, ...metricFields]);

/** What is answered when no fields are asked for: the ids of the level, delivery and spend. */
export const defaultFields = ["account_id", "campaign_id", "adset_id", "ad_id", "impressions", "spend"];

/** Accepted attribution windows; the last two are silently empty since 2026-01-12 (graph-api.md §1.3). */
export const knownWindows = [
  "1d_click",
  "7d_click",
  "28d_click",
  "1d_view",
  "1d_ev",
  "default",
  "dda",
  "7d_view",
  "28d_view",
];
export const silentWindows: ReadonlySet<string> = new Set(["7d_view", "28d_view"]);
