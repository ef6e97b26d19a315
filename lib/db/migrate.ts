import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { z } from "zod";
import { installQueue, queueSchema } from "@/lib/db/queue-schema";

const journal = z.object({ entries: z.array(z.object({ idx: z.number(), tag: z.string() })) });

/** Any number, the same everywhere: whoever holds it migrates, others wait. */
const lockKey = 7_110_311;

/** The database's history holds a migration this release does not know. */
export class UnknownHistoryError extends Error {
  override name = "UnknownHistoryError";
}

export interface MigrationOutcome {
  readonly applied: number;
  readonly known: number;
}

/**
 * Brings the database at `url` (a direct connection, not a pooler) to this release's schema. Idempotent, and safe to run twice at once:
 * the second waits and finds nothing to do. A database with a history of another release is refused (lessons.md, B).
 */
export async function migrateDatabase(
  url: string,
  folder = path.join(process.cwd(), "drizzle"),
): Promise<MigrationOutcome> {
  const connection = postgres(url, { max: 1, prepare: false, onnotice: () => {}, connect_timeout: 10 });
  try {
    await connection`select pg_advisory_lock(${lockKey})`;
    const known = knownHashes(folder);
    const before = await storedHashes(connection);
    const stranger = before.find((hash) => !known.includes(hash));
    if (stranger) {
      throw new UnknownHistoryError(
        `The database was migrated by another release (migration ${stranger.slice(0, 12)} is unknown here); deploy that release or restore a matching backup.`,
      );
    }
    await applyMigrations(drizzle(connection), { migrationsFolder: folder });
    await connection.unsafe(`create schema if not exists ${queueSchema}`);
    await installQueue({
      executeSql: async (text, values = []) => {
        const result = await connection.unsafe(text, values as never[]);
        const last = Array.isArray(result[0]) ? result.at(-1) : result;
        return { rows: Array.isArray(last) ? [...last] : [] };
      },
    });
    await connection.unsafe(`
      grant usage on schema ${queueSchema} to plumbline_collector, plumbline_system;
      grant select, insert, update, delete on all tables in schema ${queueSchema} to plumbline_collector;
      grant select on all tables in schema ${queueSchema} to plumbline_system;
      grant execute on all functions in schema ${queueSchema} to plumbline_collector;
    `);
    return { applied: known.length - before.length, known: known.length };
  } finally {
    await connection.end({ timeout: 5 });
  }
}

/** How far the database at `url` is: `missing` migrations of this release are not applied yet, `unknown` ones are of another release. */
export async function readMigrationState(
  url: string,
  folder = path.join(process.cwd(), "drizzle"),
): Promise<{ readonly known: number; readonly missing: number; readonly unknown: number }> {
  const connection = postgres(url, { max: 1, prepare: false, onnotice: () => {}, connect_timeout: 10 });
  try {
    const known = knownHashes(folder);
    const stored = await storedHashes(connection);
    return {
      known: known.length,
      missing: known.filter((hash) => !stored.includes(hash)).length,
      unknown: stored.filter((hash) => !known.includes(hash)).length,
    };
  } finally {
    await connection.end({ timeout: 5 });
  }
}

function knownHashes(folder: string): string[] {
  const { entries } = journal.parse(
    JSON.parse(readFileSync(path.join(folder, "meta/_journal.json"), "utf8")),
  );
  return entries.map(({ tag }) =>
    createHash("sha256")
      .update(readFileSync(path.join(folder, `${tag}.sql`)))
      .digest("hex"),
  );
}

async function storedHashes(connection: postgres.Sql): Promise<string[]> {
  const [found] = await connection`select to_regclass('drizzle.__drizzle_migrations') as found`;
  if (!found?.found) return [];
  const rows = await connection<
    { hash: string }[]
  >`select hash from drizzle.__drizzle_migrations order by id`;
  return rows.map((row) => row.hash);
}
