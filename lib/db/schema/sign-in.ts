import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { createdAt } from "@/lib/db/schema/people";
import { bytea } from "@/lib/db/schema/publications";

/** Codes asked for and typed in, by the hash of an e-mail or network address, so that guessing has an end. Reached by functions only. */
export const signInTries = pgTable(
  "sign_in_tries",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    subjectHash: bytea("subject_hash").notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    check("sign_in_try_kind", sql`${table.kind} in ('ask', 'code')`),
    index("sign_in_tries_by_subject").on(table.kind, table.subjectHash, table.at),
  ],
);
