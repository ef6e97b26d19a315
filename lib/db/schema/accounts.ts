import { sql } from "drizzle-orm";
import {
  check,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { clients, createdAt } from "@/lib/db/schema/people";

/** A way into Meta: one token. Only `plumbline_collector` may read the ciphertext (R12). */
export const connections = pgTable(
  "connections",
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull().unique(),
    kind: text().notNull().default("system_user"),
    appId: text("app_id"),
    tokenCiphertext: text("token_ciphertext").notNull(),
    tokenKeyId: text("token_key_id").notNull(),
    scopes: text().array(),
    expiresAt: timestamp("expires_at", { withTimezone: true }),
    state: text().notNull().default("ok"),
    stateReason: text("state_reason"),
    brokenSince: timestamp("broken_since", { withTimezone: true }),
    lastCheckAt: timestamp("last_check_at", { withTimezone: true }),
    lastCheckOutcome: jsonb("last_check_outcome"),
    /** When Meta last said what it knows of the token; claimed by whoever asks, given back where there was no answer. */
    tokenCheckedAt: timestamp("token_checked_at", { withTimezone: true }),
    /** When Meta was last asked about the token and said nothing of it: it is left alone for an hour then. */
    tokenFailedAt: timestamp("token_failed_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    check("connection_kind", sql`${table.kind} in ('system_user', 'long_lived_user')`),
    check("connection_state", sql`${table.state} in ('ok', 'broken', 'needs_confirmation')`),
  ],
);

export const adAccounts = pgTable(
  "ad_accounts",
  {
    id: uuid().primaryKey().defaultRandom(),
    clientId: uuid("client_id")
      .notNull()
      .references(() => clients.id),
    platform: text().notNull().default("meta"),
    /** With its prefix: `act_…`. */
    externalId: text("external_id").notNull(),
    connectionId: uuid("connection_id").references(() => connections.id),
    name: text(),
    currency: text().notNull(),
    timeZone: text("time_zone").notNull(),
    accountStatus: integer("account_status"),
    /** First day of this account that is collected, in its own zone. */
    collectFrom: date("collect_from", { mode: "string" }).notNull(),
    access: text().notNull().default("ok"),
    accessReason: text("access_reason"),
    accessCheckedAt: timestamp("access_checked_at", { withTimezone: true }),
    blockedUntil: timestamp("blocked_until", { withTimezone: true }),
    usage: jsonb(),
    /** Widest window in days that Meta answers for this account; null = the usual one. */
    goodDays: integer("good_days"),
    /** Failures in a row of the kind that trips the circuit breaker, and until when it is open. */
    failures: integer().notNull().default(0),
    openedUntil: timestamp("opened_until", { withTimezone: true }),
    /** Times in a row that Meta told this account to wait without saying how long: each waits longer. */
    waits: integer().notNull().default(0),
    /** Lists that Meta does not build for this account and no KPI needs: left out, tried again weekly (F05). */
    unbuiltFields: text("unbuilt_fields").array(),
    unbuiltCheckedAt: timestamp("unbuilt_checked_at", { withTimezone: true }),
    /** Collection waits for a person's decision: Meta reports another currency or time zone than is stored (F41). */
    stoppedReason: text("stopped_reason"),
    stoppedDetails: jsonb("stopped_details"),
    stoppedAt: timestamp("stopped_at", { withTimezone: true }),
    disableReason: integer("disable_reason"),
    /** The newest good read of the account itself. */
    accountCheckedAt: timestamp("account_checked_at", { withTimezone: true }),
    /** Who collects this account now, and until when that holds (R5). The fence of a claim is its attempt. */
    leaseHolder: uuid("lease_holder"),
    leaseUntil: timestamp("lease_until", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    unique("ad_accounts_platform_external_id").on(table.platform, table.externalId),
    unique("ad_accounts_client_platform").on(table.clientId, table.platform),
    unique("ad_accounts_owner").on(table.id, table.clientId, table.platform),
    check("ad_account_external_id", sql`${table.externalId} ~ '^act_[0-9]+$'`),
    check("ad_account_currency", sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check("ad_account_platform", sql`${table.platform} in ('meta')`),
    check("ad_account_access", sql`${table.access} in ('ok', 'no_access')`),
  ],
);

/** Which action type counts as which KPI; a change of choice is a new version (product.md, Metrics). */
export const kpiMappings = pgTable(
  "kpi_mappings",
  {
    clientId: uuid("client_id")
      .notNull()
      .references(() => clients.id),
    version: integer().notNull(),
    /** `{kpi: [{list, type}, …]}`, ordered. */
    candidates: jsonb().notNull(),
    /** `{kpi: {list, type, measured_since} | null}`; `measured_since` may move earlier within a version, nothing else changes. */
    choices: jsonb().notNull(),
    author: text().notNull(),
    reason: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.version] }),
    check("kpi_mapping_version", sql`${table.version} >= 1`),
  ],
);
