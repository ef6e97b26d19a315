import type { Subject } from "@/tests/integration/roles/subjects";

/**
 * Who may do what with which table (product.md, Who may do what; architecture.md §4). S select, I insert, U update, D delete, T truncate;
 * lower case: only rows of the manager's own client. Who is not named can do nothing. A table that is not here fails the test.
 */
const facts = { viewer: "S", manager: "S", admin: "S", collector: "SIU", system: "S" };
const raw = { viewer: "S", manager: "S", admin: "S", collector: "SIU" };

export const expected: Record<string, Partial<Record<Subject, string>>> = {
  agency: { viewer: "S", manager: "S", admin: "SIU", collector: "S", system: "S" },
  staff_members: { viewer: "S", manager: "S", admin: "SIU", system: "S" },
  clients: { viewer: "S", manager: "Su", admin: "SIU", collector: "S", system: "S" },
  ad_accounts: { viewer: "S", manager: "S", admin: "SIU", collector: "SU", system: "S" },
  connections: { viewer: "S", manager: "S", admin: "SIU", collector: "SU", system: "S" },
  kpi_mappings: { viewer: "S", manager: "Si", admin: "SI", collector: "SIU", system: "S" },
  audit_log: { viewer: "I", manager: "I", admin: "SI", system: "I" },
  sign_in_tries: {},

  scheduler_calls: { viewer: "S", manager: "S", admin: "S", collector: "SIU", system: "SIU" },
  collection_runs: facts,
  collection_run_accounts: facts,
  collection_attempts: facts,
  collection_staging: { collector: "SIUDT" },
  daily_kpi_data: facts,
  campaigns: facts,
  campaign_daily_kpi_data: facts,
  account_daily_raw: raw,
  campaign_daily_raw: raw,
  campaign_summaries: { viewer: "S", manager: "S", admin: "S", collector: "S", system: "S" },
  kpi_restatements: { viewer: "S", manager: "S", admin: "S", collector: "SI", system: "S" },
  findings: { viewer: "S", manager: "Siu", admin: "SIU", collector: "SIU", system: "SIU" },
  check_runs: { viewer: "S", manager: "S", admin: "S", system: "SIU" },
  check_outcomes: { viewer: "S", manager: "S", admin: "S", system: "SIU" },
  alerts: { viewer: "S", manager: "Su", admin: "SU", system: "SIU" },
  alert_events: { viewer: "S", manager: "Si", admin: "SI", system: "SI" },
  deliveries: { viewer: "S", manager: "Siu", admin: "SIU", system: "SIU" },

  account_limits: facts,
  collection_gaps: facts,
  conditions: { viewer: "S", manager: "S", admin: "S", collector: "SIU", system: "SIU" },
  custom_conversions: facts,
  graph_apps: facts,
  graph_app_slots: { collector: "SIU" },
  monthly_breakdown_reads: facts,
  monthly_breakdowns: { viewer: "S", manager: "S", admin: "S", collector: "SIUD", system: "S" },
  period_reach: facts,

  reports: { viewer: "S", manager: "Siu", admin: "SIU", system: "SI" },
  report_notes: { viewer: "S", manager: "Siu", admin: "SIU", system: "S" },
  publications: { viewer: "S", manager: "Si", admin: "SI", system: "S" },
  publication_withdrawals: { viewer: "S", manager: "Si", admin: "SI", system: "S" },
  share_links: { viewer: "S", manager: "Siu", admin: "SIU" },
  share_link_events: { viewer: "S", manager: "Si", admin: "SI" },
  share_link_tries: {},
  publication_pdfs: { viewer: "S", manager: "S", admin: "S", system: "SIU" },
};

/** Columns that a role which reads the table does not get to see (incident 36). */
export const hiddenColumns = [
  "plumbline_staff connections.token_ciphertext",
  "plumbline_staff connections.token_key_id",
  "plumbline_staff share_links.passcode_hash",
  "plumbline_staff share_links.token_hash",
  "plumbline_system connections.token_ciphertext",
  "plumbline_system connections.token_key_id",
];

/** Where a role may update some columns only. */
export const updatableColumns: Record<string, readonly string[]> = {
  "plumbline_collector ad_accounts": [
    "access",
    "access_checked_at",
    "access_reason",
    "account_checked_at",
    "account_status",
    "blocked_until",
    "currency",
    "disable_reason",
    "failures",
    "good_days",
    "lease_holder",
    "lease_until",
    "name",
    "opened_until",
    "stopped_at",
    "stopped_details",
    "stopped_reason",
    "time_zone",
    "unbuilt_checked_at",
    "unbuilt_fields",
    "usage",
    "waits",
  ],
  "plumbline_collector connections": [
    "broken_since",
    "expires_at",
    "last_check_at",
    "last_check_outcome",
    "scopes",
    "state",
    "state_reason",
    "token_checked_at",
    "token_failed_at",
  ],
  "plumbline_collector kpi_mappings": ["choices"],
  "plumbline_staff alerts": [
    "acknowledged_at",
    "acknowledged_by",
    "snoozed_until",
    "snoozed_until_delivery",
    "state",
  ],
  "plumbline_staff deliveries": ["next_try_at", "owner_id", "state"],
  "plumbline_staff findings": ["resolved_at"],
  "plumbline_staff report_notes": ["date", "removed_at", "text"],
};

/** Functions of schema app, and who may call each. */
export const callers: Record<string, readonly string[]> = {
  bind_staff_sign_in: ["plumbline_system"],
  count_share_opens: ["plumbline_share"],
  find_staff_for_sign_in: ["plumbline_system"],
  forget_sign_in_tries: ["plumbline_system"],
  is_admin: ["plumbline_staff"],
  is_staff: ["plumbline_staff"],
  may_change: ["plumbline_staff"],
  refuse_change: [],
  return_share_try: ["plumbline_share"],
  share_gate: ["plumbline_share"],
  staff_id: ["plumbline_staff"],
  staff_role: ["plumbline_staff"],
  take_share_try: ["plumbline_share"],
  take_sign_in_try: ["plumbline_system"],
};
