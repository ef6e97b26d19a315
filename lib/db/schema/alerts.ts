import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { clients, createdAt, staffMembers } from "@/lib/db/schema/people";

/** One open alert per client, check and subject; without a client it is about the agency as a whole. */
export const alerts = pgTable(
  "alerts",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    clientId: uuid("client_id").references(() => clients.id),
    check: text("check_key").notNull(),
    /** What it is about: a day, a KPI, a connection, a pass. */
    subject: text().notNull(),
    /** One cause that hits many clients has one key, so that it makes one message: `connection:<id>`, `app:<id>`, `run:<id>`. */
    cause: text().notNull(),
    severity: text().notNull(),
    state: text().notNull().default("open"),
    /** For the engineer, in English, with Meta's own code; screens and messages make their words from check and evidence. */
    message: text().notNull(),
    evidence: jsonb().notNull(),
    /** First days of the months whose reports it touches. */
    months: text().array().notNull().default([]),
    /** Spend of the days it is about, in the account's currency: what orders "needs you now". null where no money is known. */
    amount: numeric(),
    currency: text(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    /** The newest time that the data still said so. */
    seenAt: timestamp("seen_at", { withTimezone: true }).notNull(),
    acknowledgedAt: timestamp("acknowledged_at", { withTimezone: true }),
    acknowledgedBy: uuid("acknowledged_by").references(() => staffMembers.id),
    snoozedUntil: timestamp("snoozed_until", { withTimezone: true }),
    /** Snoozed until ads deliver again ("until the season starts"). */
    snoozedUntilDelivery: boolean("snoozed_until_delivery").notNull().default(false),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("alerts_one_open")
      .on(
        sql`coalesce(${table.clientId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
        table.check,
        table.subject,
      )
      .where(sql`${table.resolvedAt} is null`),
    index("alerts_by_client").on(table.clientId, table.openedAt.desc().nullsFirst()),
    index("alerts_opened").on(table.openedAt.desc().nullsFirst()),
    check("alert_severity", sql`${table.severity} in ('critical', 'high', 'normal')`),
    check("alert_state", sql`${table.state} in ('open', 'acknowledged', 'snoozed', 'resolved')`),
    check("alert_resolved", sql`(${table.state} = 'resolved') = (${table.resolvedAt} is not null)`),
    check(
      "alert_snoozed",
      sql`(${table.state} = 'snoozed') = (${table.snoozedUntil} is not null or ${table.snoozedUntilDelivery})`,
    ),
    check("alert_amount", sql`(${table.amount} is null) = (${table.currency} is null)`),
  ],
);

/** Every change of an alert, who made it and why. */
export const alertEvents = pgTable(
  "alert_events",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    alertId: integer("alert_id")
      .notNull()
      .references(() => alerts.id),
    kind: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** null: the data itself. */
    staffId: uuid("staff_id").references(() => staffMembers.id),
    actor: text().notNull(),
    detail: jsonb().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    index("alert_events_by_alert").on(table.alertId, table.at),
    check(
      "alert_event_kind",
      sql`${table.kind} in ('opened', 'changed', 'acknowledged', 'snoozed', 'woken', 'resolved', 'notified', 'undelivered')`,
    ),
  ],
);

/** The outbox: each message once, by its idempotency key, whoever sends it and however often it is tried. */
export const deliveries = pgTable(
  "deliveries",
  {
    idempotencyKey: text("idempotency_key").primaryKey(),
    id: uuid().notNull().unique().defaultRandom(),
    kind: text().notNull(),
    channel: text().notNull(),
    /** A mail address, or the name of a hook's setting; never a secret address (R12). */
    recipient: text().notNull(),
    locale: text().notNull(),
    clientId: uuid("client_id").references(() => clients.id),
    /** What the message is made from, by kind. */
    payload: jsonb().notNull(),
    state: text().notNull().default("queued"),
    tries: integer().notNull().default(0),
    nextTryAt: timestamp("next_try_at", { withTimezone: true }).notNull(),
    /** Who sends it now, until then. */
    leaseUntil: timestamp("lease_until", { withTimezone: true }),
    sentAt: timestamp("sent_at", { withTimezone: true }),
    providerAnswer: text("provider_answer"),
    lastError: text("last_error"),
    /** Who has to see to it when it could not be delivered. */
    ownerId: uuid("owner_id").references(() => staffMembers.id),
    createdAt: createdAt(),
  },
  (table) => [
    index("deliveries_due").on(table.nextTryAt).where(sql`${table.state} in ('queued', 'sending')`),
    index("deliveries_made").on(table.createdAt.desc().nullsFirst()),
    check("delivery_kind", sql`${table.kind} in ('alerts', 'resolved', 'publication', 'reminder', 'test')`),
    check("delivery_channel", sql`${table.channel} in ('mail', 'slack', 'webhook')`),
    check("delivery_state", sql`${table.state} in ('queued', 'sending', 'sent', 'failed')`),
    check("delivery_sent", sql`(${table.state} = 'sent') = (${table.sentAt} is not null)`),
  ],
);
