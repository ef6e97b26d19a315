import { sql } from "drizzle-orm";
import {
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
import { adAccounts } from "@/lib/db/schema/accounts";
import { clients, createdAt } from "@/lib/db/schema/people";

/** What a check found, with the numbers it was made from. One open finding per account, check and subject. */
export const findings = pgTable(
  "findings",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    clientId: uuid("client_id")
      .notNull()
      .references(() => clients.id),
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    check: text("check_key").notNull(),
    /** What it is about: a day, a KPI, a connection. */
    subject: text().notNull(),
    severity: text().notNull(),
    message: text().notNull(),
    evidence: jsonb().notNull(),
    /** Months (`YYYY-MM`) whose reports it touches; empty where the check does not say so and the subject's day does. */
    months: text().array().notNull().default([]),
    /** Spend of the days it is about, in the account's currency; null where no money is known. */
    amount: numeric(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull().defaultNow(),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("findings_one_open")
      .on(table.adAccountId, table.check, table.subject)
      .where(sql`${table.resolvedAt} is null`),
    index("findings_by_client").on(table.clientId, table.openedAt.desc().nullsFirst()),
    check("finding_severity", sql`${table.severity} in ('critical', 'high', 'normal')`),
  ],
);
