import type { RawLists } from "@/lib/kpi/raw-lists";
import { actionLists } from "@/lib/values/metric";

/** Action types that graph-api.md §4.2 explains, by the words they are made of; a family has many names for one event. */
const explained = [
  /^(link_click|landing_page_view|omni_landing_page_view|outbound_click|video_view|photo_view|comment|like|post|post_reaction)$/,
  /^(page_engagement|post_engagement|post_interaction_(gross|net)|onsite_conversion\.post_(save|net_\w+))$/,
  /^(click_to_call_\w+|call_confirm_grouped|onsite_conversion\.click_to_call|onsite_conversion\.messaging_\w+|onsite_conversion\.total_messaging_connection)$/,
  /^(contact|find_location|schedule|submit_application|subscribe|start_trial|donate|customize_product)(_\w+)?$/,
  /^(lead|leadgen_grouped|conversion_lead|onsite_web_lead|onsite_conversion\.lead(_grouped)?|offsite_lead_add_20_s_calls|offsite_\w+_add_meta_leads|offsite_purchase_add_20_s_calls)$/,
  /^(offsite_conversion\.fb_pixel_|omni_|onsite_web_|onsite_web_app_|onsite_conversion\.)?(search|view_content|add_to_cart|initiate(d)?_checkout|add_payment_info|complete_registration|add_to_wishlist|purchase|lead)$/,
  /^(web_in_store_purchase|web_app_in_store_purchase|app_custom_event\.\w+|onsite_conversion\.service_booking_request)$/,
  /^offsite_conversion\.(custom\.\d+|fb_pixel_custom(\..+)?)$/,
  /^(omni_app_install|mobile_app_install|omni_activate_app|app_site_visit)$/,
];

/**
 * Action types in these lists that nobody has explained yet, sorted. They are kept like any other (C11); the operator is told, because one of them
 * may be what a client wants counted.
 */
export function unexplainedActionTypes(rows: readonly RawLists[]): string[] {
  const types = new Set<string>();
  for (const row of rows) {
    for (const list of actionLists) for (const item of row[list] ?? []) types.add(item.action_type);
  }
  return [...types].filter((type) => !explained.some((pattern) => pattern.test(type))).sort();
}
