import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { clients, createdAt } from "@/lib/db/schema/people";

/** One pass of all checks over all active clients, or over those just read. What is known of all clients: lib/facts/checks-coverage.ts (R13). */
export const checkRuns = pgTable(
  "check_runs",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    trigger: text().notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    /** Clients whose checks should run, and those of which every check gave an answer. */
    expected: integer().notNull(),
    evaluated: integer().notNull().default(0),
    findingsOpen: integer("findings_open").notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [
    check("check_run_trigger", sql`${table.trigger} in ('collection', 'monitor', 'cli', 'manual', 'worker')`),
    check("check_run_counts", sql`${table.evaluated} <= ${table.expected}`),
    index("check_runs_started").on(table.startedAt.desc().nullsFirst()),
  ],
);

/** What each check last said of a client: a check that could not be evaluated is a state of its own, never green. */
export const checkOutcomes = pgTable("check_outcomes", {
  clientId: uuid("client_id")
    .primaryKey()
    .references(() => clients.id),
  evaluatedAt: timestamp("evaluated_at", { withTimezone: true }).notNull(),
  /** `{<check>: {outcome: "fine" | "finding" | "unknown", reason?: key}}` for every check of the catalogue. */
  outcomes: jsonb().notNull(),
  createdAt: createdAt(),
});
