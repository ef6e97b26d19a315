import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { migrateDatabase } from "@/lib/db/migrate";
import { type AddedFiles, buildCopy } from "@/tools/bench/portal/build-copy";
import { startChild, waitForHttp } from "@/tools/stack/child";
import { freePort } from "@/tools/stack/free-port";
import { startStack } from "@/tools/stack/start";

export interface BenchPortal {
  readonly url: string;
  readonly mailUrl: string;
  /** As the portal's own code connects. */
  readonly databaseUrl: string;
  /** As the tables' owner. */
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

/**
 * The portal as it runs in production, of a copy of the project with a bench's own pages, on a stack of its own. `seed` fills the migrated
 * database before anybody asks for anything.
 */
export async function openBenchPortal(
  added: AddedFiles,
  seed: (portal: Pick<BenchPortal, "databaseUrl" | "sql">) => Promise<void>,
): Promise<BenchPortal> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-portal-"));
  // As root, Postgres runs as somebody else, who has to pass through.
  await chmod(dir, 0o711);
  const ends: (() => Promise<unknown>)[] = [() => rm(dir, { recursive: true, force: true })];
  const close = async () => {
    for (const end of ends.reverse()) await end().catch(() => {});
  };
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const stack = await startStack({
      dir: path.join(dir, "stack"),
      appUrl: url,
      metaApp: { id: "1", secret: "bench" },
      simulator: null,
    });
    ends.push(() => stack.stop());
    const { DATABASE_URL: databaseUrl = "", DIRECT_DATABASE_URL = "" } = stack.env;
    await migrateDatabase(DIRECT_DATABASE_URL);
    const sql = postgres(stack.superuserUrl, { max: 1, onnotice: () => {} });
    ends.push(() => sql.end());
    await seed({ databaseUrl, sql });
    const copy = path.join(dir, "portal");
    await buildCopy(copy, added);
    const server = startChild({
      command: process.execPath,
      args: ["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"],
      cwd: copy,
      env: { ...stack.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", LOG_LEVEL: "error" },
      onLine: () => {},
    });
    ends.push(() => server.stop());
    await waitForHttp(`${url}/api/health`, server, "The portal");
    return { url, mailUrl: stack.mail.url, databaseUrl, sql, close };
  } catch (error) {
    await close();
    throw error;
  }
}
