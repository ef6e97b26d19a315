import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { NoPostgresError, type PostgresServer, startPostgres } from "@/tools/stack/postgres";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home: string;
let running: PostgresServer | undefined;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "plumbline-postgres-"));
  await chmod(home, 0o711);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return (await sql.unsafe(text)) as unknown as T[];
  } finally {
    await sql.end();
  }
}

test("the app logs in as on Supabase: it makes roles and databases and is no superuser", async () => {
  running = await startPostgres({ dataDir: path.join(home, "rights") });
  expect(
    await ask(
      running.url,
      "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, current_setting('server_version_num')::int / 10000 as version from pg_roles where rolname = current_user",
    ),
  ).toEqual([{ rolsuper: false, rolcreaterole: true, rolcreatedb: true, rolbypassrls: true, version: 17 }]);
  await ask(running.url, "create table public.mine (id int)");
  // As on Supabase, where a new table is open until it says otherwise: our migrations have to say so.
  expect(
    await ask(running.url, "select has_table_privilege('anon', 'public.mine', 'select') as granted"),
  ).toEqual([{ granted: true }]);
});

test("it listens on loopback only", async () => {
  running = await startPostgres({ dataDir: path.join(home, "rights") });
  expect(await ask(running.superuserUrl, "show listen_addresses")).toEqual([
    { listen_addresses: "127.0.0.1" },
  ]);
});

test("a later start finds what an earlier one stored", async () => {
  const dataDir = path.join(home, "kept");
  running = await startPostgres({ dataDir });
  await ask(running.url, "create table kept as select 42 as answer");
  await running.stop();
  running = await startPostgres({ dataDir });
  expect(await ask(running.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("a start that was killed with its server left running blocks nothing and loses nothing", async () => {
  const dataDir = path.join(home, "kept");
  const abandoned = await startPostgres({ dataDir });
  running = await startPostgres({ dataDir });
  expect(running.pid).not.toBe(abandoned.pid);
  expect(await ask(running.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("a server that was killed itself starts again", async () => {
  const dataDir = path.join(home, "kept");
  const killed = await startPostgres({ dataDir });
  process.kill(killed.pid, "SIGKILL");
  running = await startPostgres({ dataDir });
  expect(await ask(running.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("the lock of a process that is gone, or of another program, is not believed", async () => {
  const dataDir = path.join(home, "kept");
  await writeFile(path.join(dataDir, "postmaster.pid"), `${process.pid}\n${dataDir}\n`);
  running = await startPostgres({ dataDir });
  expect(await ask(running.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("a first start that broke off half-way is made anew", async () => {
  const dataDir = path.join(home, "half");
  await mkdir(path.join(dataDir, "base"), { recursive: true });
  await writeFile(path.join(dataDir, "PG_VERSION"), "17\n");
  running = await startPostgres({ dataDir });
  expect(await ask(running.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a port that is taken is not used", async () => {
  running = await startPostgres({ dataDir: path.join(home, "rights") });
  const other = await startPostgres({ dataDir: path.join(home, "kept"), port: running.port });
  await other.stop();
  expect(other.port).not.toBe(running.port);
});

test.runIf(process.getuid?.() === 0)(
  "under root, a folder that Postgres's user cannot pass through is named, with what to do instead",
  async () => {
    const shut = path.join(home, "shut");
    await mkdir(shut, { mode: 0o700 });
    const start = startPostgres({ dataDir: path.join(shut, "postgres") });
    await expect(start).rejects.toThrow(NoPostgresError);
    await expect(start).rejects.toThrow(/cannot pass through .*shut;.*DATABASE_URL/);
  },
);

test("a Postgres that does not start says why and that DATABASE_URL may name another", async () => {
  const dataDir = path.join(home, "rights");
  await writeFile(path.join(dataDir, "postgresql.auto.conf"), "no_such_setting = 1\n");
  await expect(startPostgres({ dataDir })).rejects.toThrow(/(no_such_setting|contains errors).*DATABASE_URL/);
});

test("a process that failed and used Postgres says so with its exit code: failed tests do not look passed", async () => {
  const dataDir = path.join(home, "exit-code");
  const script = `
    import { startPostgres } from "@/tools/stack/postgres";
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    process.exitCode = 3;
    await server.stop();`;
  const file = path.join("tools/stack", `exit-code-${process.pid}.mts`);
  await writeFile(file, script);
  try {
    const child = spawn(process.execPath, ["--import", "tsx", file], { stdio: "ignore" });
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(3);
  } finally {
    await rm(file);
  }
});
