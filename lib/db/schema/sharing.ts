import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { clients, createdAt } from "@/lib/db/schema/people";
import { bytea, publications } from "@/lib/db/schema/publications";

/** A secret address for a client. Only its SHA-256 is stored; expiry is always set. */
export const shareLinks = pgTable(
  "share_links",
  {
    id: uuid().primaryKey().defaultRandom(),
    clientId: uuid("client_id")
      .notNull()
      .references(() => clients.id),
    tokenHash: bytea("token_hash").notNull().unique(),
    /** `report`: pages and files; `csv`: nothing but `/csv`, for a spreadsheet that reads it by itself. */
    kind: text().notNull().default("report"),
    /** Staff's own word for whom it is. */
    label: text(),
    /** First day of the one month it opens, or null for all published months of the client. */
    month: date({ mode: "string" }),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    /** argon2id, with its own salt and cost; null: no passcode is asked for. */
    passcodeHash: text("passcode_hash"),
    /** Counts up with every change, so that a browser let in by an older passcode is asked again. */
    passcodeVersion: integer("passcode_version").notNull().default(0),
    /** Said beside the hash, which staff cannot read. */
    hasPasscode: boolean("has_passcode").notNull().default(false),
    pausedAt: timestamp("paused_at", { withTimezone: true }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index("share_links_by_client").on(table.clientId),
    check("share_link_hash", sql`length(${table.tokenHash}) = 32`),
    check("share_link_month", sql`${table.month} is null or extract(day from ${table.month}) = 1`),
    check("share_link_kind", sql`${table.kind} in ('report', 'csv')`),
    check(
      "share_link_passcode",
      sql`${table.hasPasscode} = (${table.passcodeHash} is not null) and (not ${table.hasPasscode} or (${table.passcodeHash} like '$argon2id$%' and ${table.kind} = 'report'))`,
    ),
  ],
);

/** What happened to a link: made, opened, paused, revoked. No address of a visitor is kept. */
export const shareLinkEvents = pgTable(
  "share_link_events",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    shareLinkId: uuid("share_link_id")
      .notNull()
      .references(() => shareLinks.id),
    kind: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    index("share_link_events_by_link").on(table.shareLinkId, table.at.desc().nullsFirst()),
    check(
      "share_link_event_kind",
      sql`${table.kind} in ('created', 'opened', 'paused', 'resumed', 'revoked', 'replaced', 'passcode')`,
    ),
  ],
);

/** Passcodes that were tried and were not right, or are being looked at now; the address only as a keyed hash. Reached by functions only. */
export const shareLinkTries = pgTable(
  "share_link_tries",
  {
    id: uuid().primaryKey().defaultRandom(),
    shareLinkId: uuid("share_link_id")
      .notNull()
      .references(() => shareLinks.id),
    addressHash: bytea("address_hash").notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    index("share_link_tries_by_link").on(table.shareLinkId, table.at),
    index("share_link_tries_by_address").on(table.addressHash, table.at),
  ],
);

/** The PDF of a publication, printed from its stored bytes after it was committed, and where it is kept. */
export const publicationPdfs = pgTable(
  "publication_pdfs",
  {
    publicationId: uuid("publication_id")
      .primaryKey()
      .references(() => publications.id),
    /** In the bucket `publications`: `<publication>/<sha256>.pdf`, in older rows the hash of the HTML. */
    path: text(),
    sha256: bytea(),
    bytes: integer(),
    tries: integer().notNull().default(0),
    /** Who prints it now, until then; and when a failed one is tried again. */
    nextTryAt: timestamp("next_try_at", { withTimezone: true }).notNull(),
    lastError: text("last_error"),
    madeAt: timestamp("made_at", { withTimezone: true }),
    createdAt: createdAt(),
  },
  (table) => [
    index("publication_pdfs_due").on(table.nextTryAt).where(sql`${table.madeAt} is null`),
    check(
      "publication_pdf_made",
      sql`(${table.madeAt} is null) = (${table.sha256} is null) and (${table.madeAt} is null) = (${table.path} is null) and (${table.madeAt} is null) = (${table.bytes} is null)`,
    ),
  ],
);
