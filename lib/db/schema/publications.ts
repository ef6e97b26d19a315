import { sql } from "drizzle-orm";
import {
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { clients, createdAt, staffMembers } from "@/lib/db/schema/people";

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A month of one client, as staff work on it. `month` is its first day. */
export const reports = pgTable(
  "reports",
  {
    clientId: uuid("client_id")
      .notNull()
      .references(() => clients.id),
    month: date({ mode: "string" }).notNull(),
    state: text().notNull().default("draft"),
    /** When and by whom it came into this state; null for rows older than these columns. */
    stateAt: timestamp("state_at", { withTimezone: true }),
    stateBy: text("state_by"),
    /** Staff's own words under the verdict, as the next version prints them; null while there are none. */
    words: text(),
    wordsBy: text("words_by"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.month] }),
    check(
      "report_words",
      sql`${table.words} is null or (length(trim(${table.words})) between 1 and 600 and ${table.wordsBy} is not null)`,
    ),
    check("report_month", sql`extract(day from ${table.month}) = 1`),
    check("report_state", sql`${table.state} in ('draft', 'in_review', 'published')`),
  ],
);

/**
 * A dated line of staff for one month: what was done, what is next, or words beside a day of the chart. A line that is taken away keeps its
 * row, so that it can be brought back; what was published stands in the publication.
 */
export const reportNotes = pgTable(
  "report_notes",
  {
    id: uuid().primaryKey().defaultRandom(),
    clientId: uuid("client_id").notNull(),
    month: date({ mode: "string" }).notNull(),
    kind: text().notNull(),
    date: date({ mode: "string" }).notNull(),
    text: text().notNull(),
    author: text().notNull(),
    authorStaffId: uuid("author_staff_id").references(() => staffMembers.id),
    removedAt: timestamp("removed_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    foreignKey({ columns: [table.clientId, table.month], foreignColumns: [reports.clientId, reports.month] }),
    index("report_notes_by_report").on(table.clientId, table.month),
    check("report_note_kind", sql`${table.kind} in ('done', 'next', 'annotation')`),
    check(
      "report_note_text",
      sql`length(trim(${table.text})) between 1 and case ${table.kind} when 'annotation' then 60 else 280 end`,
    ),
  ],
);

/** The frozen, numbered, hashed version of a report. Write-once: a trigger refuses every change (R10). */
export const publications = pgTable(
  "publications",
  {
    id: uuid().primaryKey().defaultRandom(),
    clientId: uuid("client_id").notNull(),
    month: date({ mode: "string" }).notNull(),
    version: integer().notNull(),
    /** RFC 8785 canonical JSON, kept as text so that its hash can be taken again. */
    document: text().notNull(),
    documentSha256: bytea("document_sha256").notNull(),
    html: bytea().notNull(),
    htmlSha256: bytea("html_sha256").notNull(),
    publishedBy: text("published_by").notNull(),
    publishedByStaffId: uuid("published_by_staff_id").references(() => staffMembers.id),
    overrideReason: text("override_reason"),
    /** Why this version replaces the one before, as the client reads it; null for the first. */
    why: text(),
    publishedAt: timestamp("published_at", { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    foreignKey({ columns: [table.clientId, table.month], foreignColumns: [reports.clientId, reports.month] }),
    unique("publications_numbered").on(table.clientId, table.month, table.version),
    check("publication_version", sql`${table.version} >= 1`),
    check(
      "publication_why",
      sql`case when ${table.version} = 1 then ${table.why} is null else coalesce(length(trim(${table.why})) >= 10, false) end`,
    ),
    check(
      "publication_override",
      sql`${table.overrideReason} is null or length(trim(${table.overrideReason})) >= 20`,
    ),
    check(
      "publication_hashes",
      sql`${table.documentSha256} = sha256(convert_to(${table.document}, 'UTF8')) and ${table.htmlSha256} = sha256(${table.html})`,
    ),
  ],
);

/**
 * A month taken back: this version and every older one are no longer shown, whoever asks. Write-once like a publication; the way back is a
 * newer version.
 */
export const publicationWithdrawals = pgTable(
  "publication_withdrawals",
  {
    clientId: uuid("client_id").notNull(),
    month: date({ mode: "string" }).notNull(),
    version: integer().notNull(),
    why: text().notNull(),
    withdrawnAt: timestamp("withdrawn_at", { withTimezone: true }).notNull(),
    withdrawnBy: text("withdrawn_by").notNull(),
    withdrawnByStaffId: uuid("withdrawn_by_staff_id").references(() => staffMembers.id),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.month, table.version] }),
    foreignKey({
      name: "publication_withdrawals_publication",
      columns: [table.clientId, table.month, table.version],
      foreignColumns: [publications.clientId, publications.month, publications.version],
    }),
    check("publication_withdrawal_why", sql`length(trim(${table.why})) >= 10`),
  ],
);
