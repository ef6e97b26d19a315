import { randomBytes } from "node:crypto";
import path from "node:path";
import postgres from "postgres";
import { type Database, openDatabase } from "@/lib/db/database";
import { currentRun, keepLog } from "@/tests/e2e/support/run";
import { startChild, waitForHttp } from "@/tools/stack/child";
import { freePort } from "@/tools/stack/free-port";

export interface Portal {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly db: Database;
  /** What the command line needs to work on the same database. */
  readonly env: Readonly<Record<string, string>>;
  /** For looking at what the app may not see. */
  readonly superuserUrl: string;
  stop(): Promise<void>;
}

export interface PortalOptions {
  /** Beside those of the stack: an address of Meta, rows per page. */
  readonly env?: Readonly<Record<string, string>>;
  /** Fills the new database, which holds the cast's people and nothing else. */
  readonly seed?: (db: Database) => Promise<void>;
}

/**
 * A database of its own, copied from the run's template, and the production build on it at a free port. The database stays until the run ends,
 * because the last test looks through all of them for secrets.
 */
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  const run = currentRun();
  const name = `e2e_${randomBytes(5).toString("hex")}`;
  await copyDatabase(run.templateUrl, run.superuserUrl, name);
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const db = openDatabase(at(run.templateUrl));
  try {
    await options.seed?.(db);
    const server = await startServer(at(run.templateUrl), options.env ?? {});
    return {
      ...server,
      db,
      superuserUrl: at(run.superuserUrl),
      stop: async () => {
        await server.stop();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** `next start` on a database; its output is kept for the scan at the end. */
export async function startServer(databaseUrl: string, wanted: Readonly<Record<string, string>>) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...currentRun().env,
    DATABASE_URL: databaseUrl,
    DIRECT_DATABASE_URL: databaseUrl,
    APP_URL: url,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    LOG_LEVEL: "debug",
    ...wanted,
  };
  const child = startChild({
    command: process.execPath,
    args: [
      path.resolve("node_modules/next/dist/bin/next"),
      "start",
      "--port",
      String(port),
      "--hostname",
      "127.0.0.1",
    ],
    env,
    onLine: (line) => keepLog(`portal-${port}`, line),
  });
  try {
    await waitForHttp(`${url}/icon.svg`, child, "The portal");
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url, env, stop: () => child.stop() };
}

async function copyDatabase(templateUrl: string, superuserUrl: string, name: string): Promise<void> {
  const { pathname, username } = new URL(templateUrl);
  const sql = postgres(Object.assign(new URL(superuserUrl), { pathname: "/postgres" }).toString(), {
    max: 1,
    onnotice: () => {},
  });
  try {
    await sql.unsafe(`create database ${name} template ${pathname.slice(1)} owner ${username}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
