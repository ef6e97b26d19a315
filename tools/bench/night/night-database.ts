import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { planDue } from "@/lib/collect/plan/plan";
import { openQueue } from "@/lib/collect/plan/queue";
import { drainQueue } from "@/lib/collect/run/drain-queue";
import { openDatabase } from "@/lib/db/database";
import { migrateDatabase } from "@/lib/db/migrate";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { accountIdOf, nightApp, nightToken, nightWorld } from "@/tools/bench/night/night-world";
import { startSimulator } from "@/tools/simulator/start";
import { startPostgres } from "@/tools/stack/postgres";

export interface NightDatabase {
  readonly dir: string;
  /** A copy in which `active` accounts are due; answers its address and that of its owner. */
  copy(name: string, active: number): Promise<{ readonly url: string; readonly sql: postgres.Sql }>;
  close(): Promise<void>;
}

/** Nights before: the account has its days, and what every night finds is one new day and some that have grown. */
const days = 29;
/** A Postgres of its own with so many accounts as a good night has left them: one was really collected yesterday, the others are its copies. */
export async function openNightDatabase(accounts: number, timeZone: string): Promise<NightDatabase> {
  const dir = await mkdtemp(path.join(os.tmpdir(), "plumbline-night-"));
  await chmod(dir, 0o711);
  const server = await startPostgres({ dataDir: path.join(dir, "postgres") });
  const template = new URL(server.url).pathname.slice(1);
  await migrateDatabase(server.url);
  const superuser = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
  await seedFirst(superuser, timeZone);
  await collectYesterday(server.url, timeZone);
  await cloneFirst(superuser, accounts);
  const copies: postgres.Sql[] = [];
  const at = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  await superuser.end();
  return {
    dir,
    copy: async (name, active) => {
      const admin = postgres(at(server.superuserUrl, "postgres"), { max: 1, onnotice: () => {} });
      await admin.unsafe(
        `create database ${name} template ${template} owner ${new URL(server.url).username}`,
      );
      await admin.end();
      const sql = postgres(at(server.superuserUrl, name), { max: 1, onnotice: () => {} });
      copies.push(sql);
      await sql`
        update clients set status = 'archived'
        where id in (select client_id from ad_accounts order by external_id offset ${active})`;
      await sql`vacuum analyze`;
      await sql`checkpoint`;
      return { url: at(server.url, name), sql };
    },
    close: async () => {
      for (const sql of copies) await sql.end();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function seedFirst(sql: postgres.Sql, timeZone: string): Promise<void> {
  const first = Temporal.Now.zonedDateTimeISO(timeZone)
    .toPlainDate()
    .subtract({ days: days + 1 });
  await sql`insert into agency (name, time_zone, contact) values ('Bench', ${timeZone}, 'bench@example.com')`;
  await sql`
    with made as (
      insert into clients (slug, name, shown_metrics) values ('client-0', 'Client 0', array['total_spend']) returning id
    )
    insert into ad_accounts (client_id, external_id, currency, time_zone, collect_from)
    select id, ${`act_${accountIdOf(0)}`}, 'PLN', ${timeZone}, ${first.toString()} from made`;
}

async function collectYesterday(url: string, timeZone: string): Promise<void> {
  const clock = () => Temporal.Now.instant().subtract({ hours: 24 });
  const simulator = await startSimulator({ world: nightWorld(1, timeZone), clock });
  const db = openDatabase(url);
  const collector: Collector = {
    db,
    clock,
    databaseTime: clock,
    apiVersion: "v26.0",
    appId: nightApp.id,
    envToken: nightToken,
    keys: () => new Map(),
    openGraph: (token) =>
      createGraphClient({
        baseUrl: simulator.url,
        version: "v26.0",
        token,
        appSecret: nightApp.secret,
        clock,
      }),
  };
  const queue = await openQueue(db);
  const never = new AbortController().signal;
  await planDue(collector, queue, { trigger: "cron", requestedBy: "bench" });
  const limits = { isOver: () => false, signal: never };
  const { done } = await drainQueue(collector, queue, limits, 1);
  if (done !== 1) throw new Error("The night before could not be collected.");
  await queue.close();
  await db.close();
  await simulator.close();
}

async function cloneFirst(sql: postgres.Sql, accounts: number): Promise<void> {
  const columns = await sql<{ table_name: string; column_name: string }[]>`
    select table_name, column_name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`;
  const of = (table: string) => columns.flatMap((one) => (one.table_name === table ? [one.column_name] : []));
  const clone = async (table: string, changed: Record<string, string>, from: string) => {
    const names = of(table);
    await sql.unsafe(`
      insert into ${table} (${names.join(", ")})
      select ${names.map((name) => changed[name] ?? `t.${name}`).join(", ")} from ${table} t ${from}`);
  };
  await clone(
    "clients",
    { id: "gen_random_uuid()", slug: "'client-' || n", name: "'Client ' || n" },
    `cross join generate_series(1, ${accounts - 1}) n`,
  );
  const base = accountIdOf(0);
  await clone(
    "ad_accounts",
    {
      id: "gen_random_uuid()",
      client_id: "c.id",
      external_id: `'act_' || (${base} + split_part(c.slug, '-', 2)::bigint)`,
    },
    "cross join clients c where c.slug <> 'client-0'",
  );
  await clone("kpi_mappings", { client_id: "c.id" }, "cross join clients c where c.slug <> 'client-0'");
  // What others refer to comes before them.
  const keys = await sql<{ child: string; parent: string }[]>`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and conrelid <> confrelid`;
  const depthOf = (table: string): number =>
    Math.max(0, ...keys.filter(({ child }) => child === table).map(({ parent }) => depthOf(parent) + 1));
  const tables = columns
    .filter(({ column_name: name }) => name === "ad_account_id")
    .map((one) => one.table_name)
    .filter((table) => table !== "collection_staging")
    .sort((a, b) => depthOf(a) - depthOf(b));
  for (const table of tables) {
    const changed = { ad_account_id: "a.id", client_id: "a.client_id" };
    const own = table === "collection_attempts" ? { ...changed, id: "gen_random_uuid()" } : changed;
    await clone(table, own, "join ad_accounts a on a.id <> t.ad_account_id");
  }
}
