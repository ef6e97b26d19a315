import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { adAccounts } from "@/lib/db/schema/accounts";
import { createdAt } from "@/lib/db/schema/people";

/** Every call of a scheduled route, also one that planned nothing (architecture.md §6.6). */
export const schedulerCalls = pgTable(
  "scheduler_calls",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    job: text().notNull(),
    verb: text().notNull(),
    caller: text().notNull(),
    executionId: text("execution_id"),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    status: integer(),
    answer: jsonb(),
    createdAt: createdAt(),
  },
  (table) => [index("scheduler_calls_job_at").on(table.job, table.at.desc().nullsFirst())],
);

/** One plan and all attempts made for it; counted in accounts. */
export const collectionRuns = pgTable(
  "collection_runs",
  {
    id: uuid().primaryKey().defaultRandom(),
    trigger: text().notNull(),
    pass: text().notNull(),
    requestedBy: text("requested_by").notNull(),
    expected: integer().notNull(),
    done: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    apiVersion: text("api_version").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    check("run_trigger", sql`${table.trigger} in ('cron', 'manual', 'cli', 'worker')`),
    check("run_pass", sql`${table.pass} in ('morning', 'noon', 'sunday', 'catch_up', 'range')`),
    check("run_counts", sql`${table.done} + ${table.failed} + ${table.skipped} <= ${table.expected}`),
    index("collection_runs_started").on(table.startedAt.desc().nullsFirst()),
  ],
);

/** One account's place in a run. The run's counts are sums over these rows. */
export const collectionRunAccounts = pgTable(
  "collection_run_accounts",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => collectionRuns.id, { onDelete: "cascade" }),
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    since: date({ mode: "string" }).notNull(),
    until: date({ mode: "string" }).notNull(),
    state: text().notNull().default("queued"),
    /** Why it was skipped, waits or failed: a key the screens know. */
    reason: text(),
    error: jsonb(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.adAccountId] }),
    check(
      "run_account_state",
      sql`${table.state} in ('queued', 'running', 'waiting', 'done', 'failed', 'skipped')`,
    ),
    check("run_account_window", sql`${table.until} >= ${table.since}`),
    check("run_account_skip_has_reason", sql`${table.state} <> 'skipped' or ${table.reason} is not null`),
    // The newest place of an account, without a look at its places of all time or at runs that it has none in.
    index("run_accounts_by_account").on(table.adAccountId, table.createdAt.desc().nullsFirst()),
    index("run_accounts_open")
      .on(table.adAccountId)
      .where(sql`${table.state} in ('queued', 'running', 'waiting')`),
  ],
);

/** One try at one account's window. Its id is the fence: a worker whose attempt is no longer `running` writes nothing (R5). */
export const collectionAttempts = pgTable(
  "collection_attempts",
  {
    id: uuid().primaryKey().defaultRandom(),
    runId: uuid("run_id")
      .notNull()
      .references(() => collectionRuns.id),
    adAccountId: uuid("ad_account_id")
      .notNull()
      .references(() => adAccounts.id),
    since: date({ mode: "string" }).notNull(),
    until: date({ mode: "string" }).notNull(),
    // Where Meta's memory began later than what was asked for: the day that was asked from. The days before `since` are gone (C26).
    askedSince: date("asked_since", { mode: "string" }),
    attemptNumber: integer("attempt_number").notNull(),
    leaseUntil: timestamp("lease_until", { withTimezone: true }).notNull(),
    state: text().notNull().default("running"),
    errorClass: text("error_class"),
    errorCode: integer("error_code"),
    errorSubcode: integer("error_subcode"),
    errorTrace: text("error_trace"),
    errorMessage: text("error_message"),
    pages: integer().notNull().default(0),
    rows: integer().notNull().default(0),
    calls: integer().notNull().default(0),
    apiVersion: text("api_version").notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    unique("attempts_numbered").on(
      table.runId,
      table.adAccountId,
      table.since,
      table.until,
      table.attemptNumber,
    ),
    uniqueIndex("attempts_one_running_per_account")
      .on(table.adAccountId)
      .where(sql`${table.state} = 'running'`),
    // "observed at" of a day is the finish of the newest good attempt that covers it (performance.md). Its migration includes what readers ask
    // of a good attempt, so that they need not visit the table: a night's attempts lie beside each other there, an account's far apart.
    index("attempts_good")
      .on(table.adAccountId, table.finishedAt.desc().nullsFirst())
      .where(sql`${table.state} = 'ok'`),
    index("attempts_bad")
      .on(table.adAccountId, table.startedAt.desc().nullsFirst())
      .where(sql`${table.state} in ('failed', 'lost')`),
    index("attempts_by_account").on(table.adAccountId, table.startedAt.desc().nullsFirst()),
    check("attempt_state", sql`${table.state} in ('running', 'ok', 'failed', 'lost')`),
    check("attempt_window", sql`${table.until} >= ${table.since}`),
    check("attempt_finished", sql`(${table.state} = 'running') = (${table.finishedAt} is null)`),
    check("attempt_error", sql`(${table.state} = 'failed') = (${table.errorClass} is not null)`),
  ],
);
