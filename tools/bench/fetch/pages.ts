/**
 * The pages that every contestant of the fetch bench reads: campaign-days as Meta sends them, all numbers strings, about as long as the real rows of a
 * small account (1 kB). Longer rows shift the work to `JSON.parse`, which all contestants share.
 */
const actionTypes = [
  "link_click",
  "lead",
  "offsite_conversion.fb_pixel_lead",
  "purchase",
  "omni_purchase",
  "offsite_conversion.fb_pixel_purchase",
];

const item = (type: string, seed: number) => ({
  action_type: type,
  value: String((seed * 7919) % 997),
  "7d_click": String((seed * 7919) % 499),
  "1d_view": String((seed * 7919) % 97),
});

function row(index: number) {
  const day = String(1 + (index % 28)).padStart(2, "0");
  return {
    account_id: "1000000000000001",
    campaign_id: String(120210000000000000n + BigInt(index % 40)),
    campaign_name: `Kampania „Jesień nad morzem” ${index % 40}`,
    objective: "OUTCOME_SALES",
    impressions: String(1000 + ((index * 31) % 9000)),
    clicks: String(10 + (index % 300)),
    inline_link_clicks: String(5 + (index % 200)),
    spend: `${(index * 13) % 400}.${String(index % 100).padStart(2, "0")}`,
    actions: actionTypes.map((type, position) => item(type, index + position)),
    action_values: actionTypes.slice(3).map((type, position) => item(type, index + position + 40)),
    attribution_setting: "1d_view_7d_click",
    account_currency: "PLN",
    date_start: `2026-10-${day}`,
    date_stop: `2026-10-${day}`,
  };
}

/** The body of one page; `next` is absent on the last one. */
export function pageBody(page: number, rowsPerPage: number, next?: string): string {
  const data = Array.from({ length: rowsPerPage }, (_, index) => row(page * rowsPerPage + index));
  const cursors = { before: "MAZDZD", after: Buffer.from(String(page + 1)).toString("base64url") };
  return JSON.stringify({ data, paging: next ? { cursors, next } : { cursors } });
}
