import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

const postgres = new PgDialect();

/** The text of a statement as it goes to the server, without its parameters. */
export function dialect(query: unknown): string {
  return postgres.sqlToQuery(query as SQL).sql;
}
