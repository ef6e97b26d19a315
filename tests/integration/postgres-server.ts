import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/lib/db/migrate";
import { startPostgres } from "@/tools/stack/postgres";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { url: string; superuserUrl: string };
  }
}

/** One real Postgres for the whole run; its database is migrated once and then only copied (tests/integration/database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "plumbline-test-"));
  // As root, Postgres runs under a user of its own, who has to pass through here.
  await chmod(dataDir, 0o711);
  const server = await startPostgres({ dataDir: path.join(dataDir, "postgres") });
  await migrateDatabase(server.url);
  project.provide("postgres", { url: server.url, superuserUrl: server.superuserUrl });
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
