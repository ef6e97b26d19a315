import { z } from "zod";

/** One item of `actions`, `action_values`, `conversions`, `conversion_values`; beside `value` the keys of attribution windows, all strings. */
export interface ActionItem {
  readonly action_type: string;
  readonly value?: string;
  readonly [key: string]: unknown;
}

/**
 * One row of an insights answer as Meta sent it: every number a decimal string, absent = Meta said nothing (product.md: an absent metric is
 * 0), unknown fields kept. Money in major units of the account's currency; days in the account's zone. That the fields which the
 * business needs are there is for the collector to check.
 */
export interface InsightRow {
  readonly account_id?: string;
  readonly campaign_id?: string;
  readonly campaign_name?: string;
  readonly objective?: string;
  readonly date_start?: string;
  readonly date_stop?: string;
  readonly spend?: string;
  readonly impressions?: string;
  readonly clicks?: string;
  readonly inline_link_clicks?: string;
  readonly actions?: readonly ActionItem[];
  readonly action_values?: readonly ActionItem[];
  readonly conversions?: readonly ActionItem[];
  readonly conversion_values?: readonly ActionItem[];
  readonly attribution_setting?: string;
  readonly account_currency?: string;
  readonly [field: string]: unknown;
}

const text = z.string().optional();
const items = z.array(z.looseObject({ action_type: z.string(), value: text })).optional();

/** The truth about the shape of a row. `hasRowShape` says the same, faster; a property test holds them together. */
export const insightRow = z.looseObject({
  account_id: text,
  campaign_id: text,
  campaign_name: text,
  objective: text,
  date_start: text,
  date_stop: text,
  spend: text,
  impressions: text,
  clicks: text,
  inline_link_clicks: text,
  actions: items,
  action_values: items,
  conversions: items,
  conversion_values: items,
  attribution_setting: text,
  account_currency: text,
});
