import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** When a row was made; on every table. */
export const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();

export const agency = pgTable(
  "agency",
  {
    id: smallint().primaryKey().default(1),
    name: text().notNull(),
    logo: text(),
    accent: text(),
    locale: text().notNull().default("pl"),
    timeZone: text("time_zone").notNull(),
    contact: text(),
    /** Limits of the checks that differ from the usual ones, by name (lib/checks). */
    thresholds: jsonb().notNull().default({}),
    /** `{mail: [addresses], slack: boolean, webhook: boolean}`: where alerts go; hooks' addresses stand in the environment. */
    alertChannels: jsonb("alert_channels").notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    check("agency_is_one_row", sql`${table.id} = 1`),
    check("agency_locale", sql`${table.locale} in ('pl', 'en')`),
  ],
);

export const staffMembers = pgTable(
  "staff_members",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    name: text(),
    authUserId: uuid("auth_user_id").unique(),
    role: text().notNull(),
    locale: text().notNull().default("pl"),
    disabledAt: timestamp("disabled_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("staff_members_email").on(sql`lower(${table.email})`),
    check("staff_role", sql`${table.role} in ('admin', 'manager', 'viewer')`),
    check("staff_locale", sql`${table.locale} in ('pl', 'en')`),
  ],
);

export const clients = pgTable(
  "clients",
  {
    id: uuid().primaryKey().defaultRandom(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    locale: text().notNull().default("pl"),
    status: text().notNull().default("active"),
    managerId: uuid("manager_id").references(() => staffMembers.id),
    /** Metric keys in the order the client sees them; their own names by key (product.md, Metrics). */
    shownMetrics: text("shown_metrics").array().notNull(),
    metricNames: jsonb("metric_names").notNull().default({}),
    reportSettings: jsonb("report_settings").notNull().default({}),
    isDemo: boolean("is_demo").notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    check("client_slug", sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("client_locale", sql`${table.locale} in ('pl', 'en')`),
    check("client_status", sql`${table.status} in ('active', 'archived')`),
  ],
);

export const auditLog = pgTable("audit_log", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  /** A staff id, or null for the CLI and the system, which `actor` then names. */
  staffId: uuid("staff_id").references(() => staffMembers.id),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  detail: jsonb().notNull().default({}),
  createdAt: createdAt(),
});
