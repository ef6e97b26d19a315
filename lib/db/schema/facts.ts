import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { adAccounts } from "@/lib/db/schema/accounts";
import { collectionAttempts } from "@/lib/db/schema/collection";
import { createdAt } from "@/lib/db/schema/people";

/** Metric columns by their keys in product.md. Unconstrained numeric: exact, fractions welcome (incident 41); null = not measured. */
const metricColumns = () => ({
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
});

/** Meta's four lists as received (R2); null where Meta sent none. */
const rawColumns = () => ({
  actions: jsonb(),
  actionValues: jsonb("action_values"),
  conversions: jsonb(),
  conversionValues: jsonb("conversion_values"),
});

/** The account-day: Meta's own total at account level. Pages read this table. */
export const dailyKpiData = pgTable(
  "daily_kpi_data",
  {
    adAccountId: uuid("ad_account_id").notNull(),
    date: date({ mode: "string" }).notNull(),
    clientId: uuid("client_id").notNull(),
    platform: text().notNull(),
    ...metricColumns(),
    currency: text().notNull(),
    timeZone: text("time_zone").notNull(),
    reconciled: boolean().notNull(),
    /** `[{metric, campaigns, account, difference}]`, exact decimal text: every metric in which rows and total differ (R7). */
    differences: jsonb().notNull().default([]),
    mappingVersion: integer("mapping_version").notNull(),
    /** Over everything in the row that means something, raw included; not over when it was read. */
    rowHash: bigint("row_hash", { mode: "bigint" }).notNull(),
    firstObservedAt: timestamp("first_observed_at", { withTimezone: true }).notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true }).notNull(),
    attemptId: uuid("attempt_id")
      .notNull()
      .references(() => collectionAttempts.id),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.adAccountId, table.date] }),
    // A fact can only belong to the client that owns its account (incidents 9, 10, 35).
    foreignKey({
      columns: [table.adAccountId, table.clientId, table.platform],
      foreignColumns: [adAccounts.id, adAccounts.clientId, adAccounts.platform],
    }),
    index("daily_kpi_data_by_date").on(table.date, table.adAccountId),
    check(
      "account_day_not_negative",
      sql`${table.totalSpend} >= 0 and ${table.totalImpressions} >= 0 and ${table.totalClicks} >= 0 and ${table.linkClicks} >= 0`,
    ),
    check(
      "account_day_differences",
      sql`${table.reconciled} or jsonb_array_length(${table.differences}) > 0`,
    ),
  ],
);

export const accountDailyRaw = pgTable(
  "account_daily_raw",
  {
    adAccountId: uuid("ad_account_id").notNull(),
    date: date({ mode: "string" }).notNull(),
    ...rawColumns(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.adAccountId, table.date] }),
    foreignKey({
      columns: [table.adAccountId, table.date],
      foreignColumns: [dailyKpiData.adAccountId, dailyKpiData.date],
    }).onDelete("cascade"),
  ],
);

export const campaigns = pgTable(
  "campaigns",
  {
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    externalId: text("external_id").notNull(),
    name: text().notNull(),
    objective: text(),
    status: text(),
    effectiveStatus: text("effective_status"),
    /** Major units of the account's currency. */
    dailyBudget: numeric("daily_budget"),
    lifetimeBudget: numeric("lifetime_budget"),
    /** Known only from rows: Meta's list and node do not have it any more. */
    isStub: boolean("is_stub").notNull().default(false),
    firstSeen: date("first_seen", { mode: "string" }).notNull(),
    lastSeen: date("last_seen", { mode: "string" }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.adAccountId, table.externalId] })],
);

/**
 * The campaign-day, narrow: read by (account, date range) only. Without foreign keys, as its raw lists: they cost more than all the rest of a write,
 * and the one statement that writes both (lib/collect/store/merge-staged.ts) writes their campaign and account-day too (docs/adr/0006).
 */
export const campaignDailyKpiData = pgTable(
  "campaign_daily_kpi_data",
  {
    adAccountId: uuid("ad_account_id").notNull(),
    date: date({ mode: "string" }).notNull(),
    campaignId: text("campaign_id").notNull(),
    ...metricColumns(),
    attributionSetting: text("attribution_setting"),
    mappingVersion: integer("mapping_version").notNull(),
    rowHash: bigint("row_hash", { mode: "bigint" }).notNull(),
    attemptId: uuid("attempt_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.adAccountId, table.date, table.campaignId] }),
    check(
      "campaign_day_not_negative",
      sql`${table.totalSpend} >= 0 and ${table.totalImpressions} >= 0 and ${table.totalClicks} >= 0 and ${table.linkClicks} >= 0`,
    ),
  ],
);

export const campaignDailyRaw = pgTable(
  "campaign_daily_raw",
  {
    adAccountId: uuid("ad_account_id").notNull(),
    date: date({ mode: "string" }).notNull(),
    campaignId: text("campaign_id").notNull(),
    ...rawColumns(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.adAccountId, table.date, table.campaignId] })],
);

/**
 * A stored value that Meta changed later: one row per changed account-day (campaign_id null) or campaign-day (R6). Without foreign keys, as the
 * campaign-days it is written with.
 */
export const kpiRestatements = pgTable(
  "kpi_restatements",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    adAccountId: uuid("ad_account_id").notNull(),
    date: date({ mode: "string" }).notNull(),
    campaignId: text("campaign_id"),
    /** `{metric: {from, to}}`, exact decimal text or null. */
    changes: jsonb().notNull(),
    observedAt: timestamp("observed_at", { withTimezone: true }).notNull(),
    attemptId: uuid("attempt_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique("restatement_once")
      .on(table.attemptId, table.adAccountId, table.date, table.campaignId)
      .nullsNotDistinct(),
    index("restatements_by_day").on(table.adAccountId, table.date),
  ],
);
