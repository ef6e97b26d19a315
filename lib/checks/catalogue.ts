/**
 * Every check of product.md, "Consistency checks", by its key: what findings, outcomes and alerts carry, what screens and messages have
 * words for, and what `docs/runbooks/` has a page for. `where`: who evaluates it. *data*: lib/checks, from facts, for every client. *read*: the
 * collector with every good read, as a stored finding. *condition*: the collector's daily look at tokens, accounts and versions. *monitor*:
 * from outside of the run. *person*: somebody who looked at a figure.
 */
export const checks = {
  // Within a day, as Meta really says so.
  spend_without_impressions: { severity: "normal", where: "read" },
  clicks_over_impressions: { severity: "normal", where: "read" },
  funnel_inverted: { severity: "normal", where: "read" },
  conversion_rate_high: { severity: "normal", where: "read" },
  data_refused: { severity: "high", where: "read" },
  results_gone: { severity: "high", where: "read" },
  settled_day_restated: { severity: "normal", where: "read" },
  // Between rows.
  campaign_sum_differs: { severity: "high", where: "read" },
  spend_without_conversions: { severity: "normal", where: "data" },
  conversions_without_spend: { severity: "normal", where: "data" },
  kpi_fell: { severity: "normal", where: "data" },
  row_volume_low: { severity: "normal", where: "data" },
  // Across time.
  days_missing: { severity: "high", where: "data" },
  month_total_differs: { severity: "high", where: "data" },
  unusual_restatement: { severity: "normal", where: "data" },
  yesterday_late: { severity: "normal", where: "data" },
  data_stale: { severity: "high", where: "data" },
  shared_ad_account: { severity: "high", where: "data" },
  // Access.
  token_invalid: { severity: "critical", where: "condition" },
  token_expiring: { severity: "normal", where: "condition" },
  scope_missing: { severity: "high", where: "condition" },
  account_not_granted: { severity: "high", where: "condition" },
  no_access: { severity: "high", where: "condition" },
  account_status: { severity: "high", where: "condition" },
  spend_cap: { severity: "normal", where: "condition" },
  account_changed: { severity: "high", where: "condition" },
  named_gap: { severity: "normal", where: "condition" },
  list_not_built: { severity: "normal", where: "condition" },
  entities_not_read: { severity: "normal", where: "condition" },
  request_refused: { severity: "high", where: "condition" },
  unknown_error: { severity: "high", where: "condition" },
  version_refused: { severity: "critical", where: "condition" },
  version_warning: { severity: "high", where: "condition" },
  version_ending: { severity: "normal", where: "condition" },
  clock_differs: { severity: "high", where: "condition" },
  rate_limited: { severity: "normal", where: "data" },
  // From outside of the run.
  collection_incomplete: { severity: "critical", where: "monitor" },
  incomplete_data: { severity: "high", where: "monitor" },
  not_called: { severity: "critical", where: "monitor" },
  queue_stuck: { severity: "high", where: "monitor" },
  checks_incomplete: { severity: "high", where: "monitor" },
  not_delivered: { severity: "high", where: "monitor" },
  pdf_missing: { severity: "high", where: "monitor" },
  // By a person.
  looks_wrong: { severity: "normal", where: "person" },
} as const satisfies Readonly<Record<string, CheckEntry>>;

interface CheckEntry {
  /** The usual one; a finding may be graver, such as a token that expires tomorrow. */
  readonly severity: Severity;
  readonly where: "data" | "read" | "condition" | "monitor" | "person";
}

export type Severity = "critical" | "high" | "normal";
export type CheckKey = keyof typeof checks;

/** Whether a text is the key of a check; `in` alone would take the names of what every object has for checks. */
export function isCheckKey(text: string): text is CheckKey {
  return Object.hasOwn(checks, text);
}

/** The checks that lib/checks evaluates for every client: "evaluated 16 of 16" counts the clients of which each of these gave an answer. */
export type DataCheck = {
  [Key in CheckKey]: (typeof checks)[Key]["where"] extends "data" ? Key : never;
}[CheckKey];
