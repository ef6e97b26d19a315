import { type Database, openDatabase } from "@/lib/db/database";
import { requireEnv } from "@/lib/ops/env";

/** Opens the database of `DATABASE_URL` for one command and closes it whatever happens. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(requireEnv("DATABASE_URL"));
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
