import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { adAccounts } from "@/lib/db/schema/accounts";
import { createdAt } from "@/lib/db/schema/people";

/** What holds for every account read with one Meta app: limits, its circuit breaker, a refused version. A row is made on demand. */
export const graphApps = pgTable("graph_apps", {
  id: text().primaryKey(),
  blockedUntil: timestamp("blocked_until", { withTimezone: true }),
  usage: jsonb(),
  /** Failures in a row of the kind that trips the breaker. */
  failures: integer().notNull().default(0),
  /** The breaker is open until then; afterwards one call probes. */
  openedUntil: timestamp("opened_until", { withTimezone: true }),
  /** Why nothing is collected with this app at all, such as a refused version. */
  stoppedReason: text("stopped_reason"),
  stoppedVersion: text("stopped_version"),
  stoppedAt: timestamp("stopped_at", { withTimezone: true }),
  /** When one call last looked whether the stop or the open breaker still holds; others wait for its answer. */
  probedAt: timestamp("probed_at", { withTimezone: true }),
  /** Times in a row that Meta told the app to wait without saying how long: each waits longer. */
  waits: integer().notNull().default(0),
  /** As a connection's, of `META_ACCESS_TOKEN`. */
  tokenCheckedAt: timestamp("token_checked_at", { withTimezone: true }),
  tokenFailedAt: timestamp("token_failed_at", { withTimezone: true }),
  createdAt: createdAt(),
});

/** The calls that one app may have in flight; whoever holds a slot may call (graph-api.md §6.3). */
export const graphAppSlots = pgTable(
  "graph_app_slots",
  {
    appId: text("app_id").notNull(),
    slot: smallint().notNull(),
    holder: uuid(),
    leaseUntil: timestamp("lease_until", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.appId, table.slot] })],
);

/** The account as Meta described it on a day: explains "no delivery" (graph-api.md §9). Money in major units of `currency`. */
export const accountLimits = pgTable(
  "account_limits",
  {
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    /** In the account's zone. */
    date: date({ mode: "string" }).notNull(),
    accountStatus: integer("account_status"),
    disableReason: integer("disable_reason"),
    currency: text().notNull(),
    spendCap: numeric("spend_cap"),
    amountSpent: numeric("amount_spent"),
    balance: numeric(),
    observedAt: timestamp("observed_at", { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.adAccountId, table.date] })],
);

/** People reached in exactly this period, asked as such and never added up (R8). */
export const periodReach = pgTable(
  "period_reach",
  {
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    since: date({ mode: "string" }).notNull(),
    until: date({ mode: "string" }).notNull(),
    /** null with `unavailable`. */
    reach: numeric(),
    frequency: numeric(),
    impressions: numeric(),
    /** First reading in a row that gave these impressions; null: not known, `observed_at` at the latest. */
    impressionsSince: timestamp("impressions_since", { withTimezone: true }),
    /** Why there is no value: a key that screens put into words. */
    unavailable: text(),
    observedAt: timestamp("observed_at", { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.adAccountId, table.since, table.until] }),
    check("period_reach_window", sql`${table.until} >= ${table.since}`),
    check("period_reach_value", sql`(${table.reach} is null) = (${table.unavailable} is not null)`),
  ],
);

/**
 * The newest good reading of a month's breakdown and what it covers of the account's own total. `unavailable` with `failed_at`: the newest try
 * brought nothing; without a spend there was never a good one.
 */
export const monthlyBreakdownReads = pgTable(
  "monthly_breakdown_reads",
  {
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    /** First of the month. */
    month: date({ mode: "string" }).notNull(),
    kind: text().notNull(),
    /** The days that were asked for: the month's, from `collect_from` to yesterday at most. */
    since: date({ mode: "string" }).notNull(),
    until: date({ mode: "string" }).notNull(),
    /** Why the newest try brought nothing: a key that screens put into words. */
    unavailable: text(),
    failedAt: timestamp("failed_at", { withTimezone: true }),
    /** Sum of the rows' spend, and the account's own total of the same days as Meta gave it at that moment; null where it did not. */
    spend: numeric(),
    accountSpend: numeric("account_spend"),
    /** First good reading in a row that gave this spend of the account; null: not known, `observed_at` at the latest. */
    accountSpendSince: timestamp("account_spend_since", { withTimezone: true }),
    mappingVersion: integer("mapping_version"),
    observedAt: timestamp("observed_at", { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.adAccountId, table.month, table.kind] }),
    check("breakdown_read_kind", sql`${table.kind} in ('age_gender', 'placement', 'region')`),
    check("breakdown_read_window", sql`${table.until} >= ${table.since}`),
    check("breakdown_read_failed", sql`(${table.unavailable} is null) = (${table.failedAt} is null)`),
    check("breakdown_read_value", sql`${table.spend} is not null or ${table.unavailable} is not null`),
  ],
);

/** Figures of a month by who or where; both keys belong to the key (graph-api.md §3.8). null = not measured or not given with this breakdown. */
export const monthlyBreakdowns = pgTable(
  "monthly_breakdowns",
  {
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    month: date({ mode: "string" }).notNull(),
    kind: text().notNull(),
    /** Age, platform, region. */
    key1: text("key_1").notNull(),
    /** Gender, position; empty for region. */
    key2: text("key_2").notNull().default(""),
    totalSpend: numeric("total_spend").notNull(),
    totalImpressions: numeric("total_impressions").notNull(),
    totalClicks: numeric("total_clicks").notNull(),
    linkClicks: numeric("link_clicks").notNull(),
    clickToCall: numeric("click_to_call"),
    emailContacts: numeric("email_contacts"),
    bookingStep1: numeric("booking_step_1"),
    bookingStep2: numeric("booking_step_2"),
    bookingStep3: numeric("booking_step_3"),
    reservations: numeric(),
    reservationValue: numeric("reservation_value"),
    leads: numeric(),
    messages: numeric(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.adAccountId, table.month, table.kind, table.key1, table.key2] }),
    check("breakdown_kind", sql`${table.kind} in ('age_gender', 'placement', 'region')`),
  ],
);

/** Names of an account's custom conversions: `offsite_conversion.custom.<id>` says nothing to anybody. */
export const customConversions = pgTable(
  "custom_conversions",
  {
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    externalId: text("external_id").notNull(),
    name: text().notNull(),
    eventType: text("event_type"),
    isArchived: boolean("is_archived").notNull().default(false),
    observedAt: timestamp("observed_at", { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.adAccountId, table.externalId] })],
);

/** A named gap: a day that Meta does not answer even when asked for alone, or answers without what a figure needs. Probed weekly. */
export const collectionGaps = pgTable(
  "collection_gaps",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    date: date({ mode: "string" }).notNull(),
    /** A key that screens put into words. */
    reason: text().notNull(),
    errorCode: integer("error_code"),
    errorSubcode: integer("error_subcode"),
    message: text().notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    probedAt: timestamp("probed_at", { withTimezone: true }).notNull(),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("gaps_one_open").on(table.adAccountId, table.date).where(sql`${table.resolvedAt} is null`),
  ],
);

/** Something wrong with a connection, an account or the app itself, raised once however often it is met; alerts are made from these. */
export const conditions = pgTable(
  "conditions",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    /** The connection's or account's id, or the app's. */
    subject: text().notNull(),
    severity: text().notNull(),
    message: text().notNull(),
    evidence: jsonb().notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    /** The newest time that it was met again. */
    seenAt: timestamp("seen_at", { withTimezone: true }).notNull(),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("conditions_one_open").on(table.kind, table.subject).where(sql`${table.resolvedAt} is null`),
    index("conditions_opened").on(table.openedAt.desc().nullsFirst()),
    check("condition_severity", sql`${table.severity} in ('critical', 'high', 'normal')`),
  ],
);
