import type { Deviation } from "@/tools/simulator/faults";

/** One way in which Meta or the wire misbehaves on one page, and what has to come of it. */
export interface Case {
  /** Begins with the ids of graph-api.md §12.2. */
  readonly name: string;
  readonly does: Deviation;
  /** How often in a row; for ever when absent. */
  readonly times?: number;
  /**
   * `now`: complete and exact within the run. `later`: nothing is written, the state has a name, and it is complete and exact once the time
   * that Meta named is over. `mended`: the same, once somebody mended it.
   */
  readonly ends: "now" | "later" | "mended";
  /** The reason of the account's place while it is not complete. */
  readonly reason?: string;
  /** It concerns everybody who is read through the app. */
  readonly wholeApp?: true;
  /** There is no link to bend on the last page. */
  readonly notOnLast?: true;
}

const waits = (minutes: number) => ({
  "x-business-use-case-usage": JSON.stringify({
    "1000000000000001": [
      {
        type: "ads_insights",
        call_count: 100,
        total_cputime: 1,
        total_time: 1,
        estimated_time_to_regain_access: minutes,
      },
    ],
  }),
});
const reduce = "Please reduce the amount of data you're asking for, then retry your request";

export const cases: readonly Case[] = [
  { name: "F01 500 with code 1, once", does: { kind: "error", code: 1 }, times: 1, ends: "now" },
  { name: "F01 2, service unavailable, twice", does: { kind: "error", code: 2 }, times: 2, ends: "now" },
  { name: "F01 an unknown code, once", does: { kind: "error", code: 98765 }, times: 1, ends: "now" },
  {
    name: "F02 reduce the amount of data, once",
    does: { kind: "error", code: 1, message: reduce },
    times: 1,
    ends: "now",
  },
  {
    name: "F03 100/1487534, once",
    does: { kind: "error", code: 100, subcode: 1487534 },
    times: 1,
    ends: "now",
  },
  {
    name: "F06 17/2446079",
    does: { kind: "error", code: 17, subcode: 2446079 },
    times: 1,
    ends: "later",
    reason: "rate_limited",
  },
  {
    name: "F07, F11 80000 for 30 minutes",
    does: { kind: "error", code: 80000, subcode: 2446079, headers: waits(30) },
    times: 1,
    ends: "later",
    reason: "rate_limited",
  },
  {
    name: "F08 4/1504022",
    does: { kind: "error", code: 4, subcode: 1504022 },
    times: 1,
    ends: "later",
    reason: "rate_limited",
    wholeApp: true,
  },
  { name: "F09 613", does: { kind: "error", code: 613 }, times: 1, ends: "later", reason: "rate_limited" },
  {
    name: "F12 190/463",
    does: { kind: "error", code: 190, subcode: 463 },
    ends: "mended",
    reason: "token_invalid",
  },
  {
    name: "F13 190/459",
    does: { kind: "error", code: 190, subcode: 459 },
    ends: "mended",
    reason: "token_invalid",
  },
  { name: "F14, F15 200", does: { kind: "error", code: 200 }, ends: "mended", reason: "no_access" },
  {
    name: "F16 2635",
    does: { kind: "error", code: 2635 },
    ends: "mended",
    reason: "version_refused",
    wholeApp: true,
  },
  {
    name: "F17 another version answers, with a warning",
    does: {
      kind: "headers",
      headers: {
        "facebook-api-version": "v27.0",
        "x-ad-api-version-warning": "The call has been auto-upgraded to v27.0",
      },
    },
    ends: "now",
  },
  { name: "F18 2642, once", does: { kind: "error", code: 2642 }, times: 1, ends: "now" },
  { name: "F19 truncated JSON with 200, twice", does: { kind: "truncate" }, times: 2, ends: "now" },
  {
    name: "F20 an HTML 502",
    does: { kind: "http", status: 502, body: "<html>", contentType: "text/html" },
    times: 1,
    ends: "now",
  },
  { name: "F20 an empty 503", does: { kind: "http", status: 503, body: "" }, times: 1, ends: "now" },
  { name: "F20 a connection reset", does: { kind: "reset" }, times: 1, ends: "now" },
  { name: "F20 silence", does: { kind: "hang", ms: 120_000 }, times: 1, ends: "now" },
  { name: "F20 a slow body", does: { kind: "slow-body", ms: 120_000 }, times: 1, ends: "now" },
  {
    name: "F20 every answer an HTML 502",
    does: { kind: "http", status: 502, body: "<html>" },
    ends: "mended",
    reason: "meta_unavailable",
  },
  {
    name: "F21 100, for ever",
    does: { kind: "error", code: 100 },
    ends: "mended",
    reason: "request_refused",
  },
  { name: "F21 3, for ever", does: { kind: "error", code: 3 }, ends: "mended", reason: "request_refused" },
  {
    name: "F34 two rows left out, once",
    does: { kind: "shift-rows", by: 2 },
    times: 1,
    ends: "now",
  },
  {
    name: "F36 190/460 in Polish",
    does: { kind: "error", code: 190, subcode: 460, locale: "pl" },
    ends: "mended",
    reason: "token_invalid",
  },
  {
    name: "F36 an error in a good answer, in Polish",
    does: { kind: "error", code: 200, status: 200, locale: "pl" },
    ends: "mended",
    reason: "no_access",
  },
  {
    name: "F38 results missing on a page, once",
    does: { kind: "patch-rows", fields: { actions: null, action_values: null } },
    times: 1,
    ends: "now",
  },
  {
    name: "F43 a wrong appsecret_proof",
    does: { kind: "error", code: 100, message: "Invalid appsecret_proof provided in the API argument" },
    ends: "mended",
    reason: "token_invalid",
  },
  {
    name: "F45 malformed usage headers",
    does: { kind: "headers", headers: { "x-business-use-case-usage": "{not json", "x-app-usage": "[]" } },
    ends: "now",
  },
  { name: "C04 an empty page after the last", does: { kind: "empty-last-page" }, ends: "now" },
  {
    name: "C05 a repeated cursor",
    does: { kind: "repeat-cursor" },
    ends: "mended",
    reason: "meta_unavailable",
    notOnLast: true,
  },
  {
    name: "C06 the next page on another host",
    does: { kind: "foreign-next", host: "evil.example.org" },
    ends: "mended",
    reason: "request_refused",
    notOnLast: true,
  },
  { name: "a row twice, once", does: { kind: "duplicate-rows" }, times: 1, ends: "now" },
  { name: "rows in another order", does: { kind: "shuffle-rows" }, ends: "now" },
  {
    name: "a negative spend",
    does: { kind: "patch-rows", fields: { spend: "-5" }, row: 0 },
    ends: "mended",
    reason: "data_refused",
  },
  {
    name: "a row of another account",
    does: { kind: "patch-rows", fields: { account_id: "999" }, row: 0 },
    ends: "mended",
    reason: "data_refused",
  },
  {
    name: "a row of a day outside",
    does: { kind: "patch-rows", fields: { date_start: "2026-10-01", date_stop: "2026-10-01" }, row: 0 },
    ends: "mended",
    reason: "data_refused",
  },
];
