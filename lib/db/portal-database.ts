import { type Database, openDatabase } from "@/lib/db/database";
import { requireEnv } from "@/lib/ops/env";

let opened: Database | undefined;

/** The portal's database, one pool per process, opened on first use from `DATABASE_URL`. */
export function portalDatabase(): Database {
  opened ??= openDatabase(requireEnv("DATABASE_URL"));
  return opened;
}
