import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { marta } from "@/tests/integration/cast";
import { createTestDatabase } from "@/tests/integration/database";
import { callers, expected, hiddenColumns, updatableColumns } from "@/tests/integration/roles/expected";
import { type Bench, type Relation, readRelations, rowOf } from "@/tests/integration/roles/matrix";
import { seedEveryTable } from "@/tests/integration/roles/seed";
import { type Subject, subjects, tryAs } from "@/tests/integration/roles/subjects";

const roles = [
  "plumbline_staff",
  "plumbline_collector",
  "plumbline_system",
  "plumbline_share",
  "anon",
  "authenticated",
];
let bench: Bench;
let relations: Relation[];

beforeAll(async () => {
  const database = await createTestDatabase();
  bench = { database, superuser: postgres(database.superuserUrl, { max: 1, onnotice: () => {} }) };
  relations = await readRelations(bench, await seedEveryTable(database));
});
afterAll(async () => {
  await bench.superuser.end();
  await bench.database.close();
});

const relation = (name: string): Relation => {
  const found = relations.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no table ${name}.`);
  return found;
};

test("S1: every table of the catalogue is in the matrix, and no other", () => {
  expect(relations.map(({ name }) => name)).toEqual(Object.keys(expected).sort());
});

test.each(Object.keys(expected))("S1: incident 37: %s", async (name) => {
  expect(await rowOf(bench, relation(name))).toEqual(expected[name]);
});

test("S1: removing any policy changes the matrix", async () => {
  const { superuser } = bench;
  const policies = await superuser<
    {
      table: string;
      policy: string;
      role: string;
      command: string;
      using: string | null;
      check: string | null;
    }[]
  >`select tablename as table, policyname as policy, roles[1]::text as role, cmd as command, qual as using, with_check as check
    from pg_policies where schemaname = 'public' order by 1, 2`;
  expect(policies.length).toBeGreaterThan(50);
  const unnoticed: string[] = [];
  for (const { table, policy, role, command, using, check } of policies) {
    const affected: readonly Subject[] =
      role === "plumbline_staff"
        ? ["viewer", "manager", "admin"]
        : [role.replace("plumbline_", "") as Subject];
    await superuser.unsafe(`drop policy ${policy} on ${table}`);
    const before = Object.fromEntries(
      Object.entries(expected[table] ?? {}).filter(([who]) => affected.includes(who as Subject)),
    );
    const row = await rowOf(bench, relation(table), affected);
    if (JSON.stringify(row) === JSON.stringify(before)) unnoticed.push(`${table}.${policy}`);
    await superuser.unsafe(
      `create policy ${policy} on ${table} for ${command} to ${role}
       ${using ? `using (${using})` : ""} ${check ? `with check (${check})` : ""}`,
    );
  }
  expect(unnoticed).toEqual([]);
}, 120_000);

test("row security is on for every table, and every view asks with the rights of who looks", async () => {
  const rows = await bench.superuser`
    select relname from pg_class c
    where relnamespace = 'public'::regnamespace and case relkind
      when 'v' then not coalesce('security_invoker=true' = any(reloptions), false)
      when 'r' then not relrowsecurity else false end`;
  expect(rows.map(({ relname }) => relname)).toEqual([]);
});

test("incident 36: `select *` on connections is refused to staff and system; only the collector sees a token", async () => {
  const rows = await bench.superuser<{ hidden: string }[]>`
    select r || ' ' || c.table_name || '.' || c.column_name as hidden
    from information_schema.columns c, unnest(${roles}::text[]) r
    where c.table_schema = 'public' and has_any_column_privilege(r, 'public.' || c.table_name, 'SELECT')
      and not has_column_privilege(r, 'public.' || c.table_name, c.column_name, 'SELECT') order by 1`;
  expect(rows.map(({ hidden }) => hidden)).toEqual(hiddenColumns);
  const attempt = tryAs(bench.database, bench.superuser);
  for (const subject of ["viewer", "manager", "admin", "system"] as const) {
    expect(await attempt(subject, "select * from connections")).toEqual({ code: "42501" });
  }
  expect(await attempt("collector", "select token_ciphertext from connections")).toEqual({ count: 2 });
});

test("the collector updates state and usage of accounts and connections, and nothing that a person decides", async () => {
  const rows = await bench.superuser<{ what: string; columns: string[] }[]>`
    select r || ' ' || c.table_name as what, array_agg(c.column_name::text order by c.column_name)
      filter (where has_column_privilege(r, 'public.' || c.table_name, c.column_name, 'UPDATE')) as columns
    from information_schema.columns c, unnest(${roles}::text[]) r
    where c.table_schema = 'public' and has_any_column_privilege(r, 'public.' || c.table_name, 'UPDATE')
      and not has_table_privilege(r, 'public.' || c.table_name, 'UPDATE')
    group by 1`;
  expect(Object.fromEntries(rows.map(({ what, columns }) => [what, columns]))).toEqual(updatableColumns);
});

test("each function of schema app has its callers, and nobody else can call it", async () => {
  const rows = await bench.superuser<{ name: string; who: string[] }[]>`
    select p.proname::text as name, array(select r from unnest(${roles}::text[]) r where has_function_privilege(r, p.oid, 'EXECUTE')) as who
    from pg_proc p where pronamespace = 'app'::regnamespace order by 1`;
  expect(Object.fromEntries(rows.map(({ name, who }) => [name, who]))).toEqual(callers);
});

test("the queue belongs to the collector, the system looks on, nobody else reaches it", async () => {
  const rows = await bench.superuser<{ who: string; may: boolean[] }[]>`
    select r as who, array[
      has_schema_privilege(r, 'pgboss', 'USAGE'), has_table_privilege(r, 'pgboss.job', 'SELECT'), has_table_privilege(r, 'pgboss.job', 'INSERT'),
      has_table_privilege(r, 'pgboss.job', 'UPDATE'), has_table_privilege(r, 'pgboss.job', 'DELETE')] as may
    from unnest(${roles}::text[]) r`;
  const may = Object.fromEntries(rows.map((row) => [row.who, row.may]));
  const none = [false, false, false, false, false];
  expect(may).toEqual({
    plumbline_staff: none,
    plumbline_collector: [true, true, true, true, true],
    plumbline_system: [true, true, false, false, false],
    plumbline_share: none,
    anon: none,
    authenticated: none,
  });
});

test("no role that works is a superuser, bypasses row security, may log in or may make objects", async () => {
  const rows = await bench.superuser`
    select rolname from pg_roles where rolname = any(${roles})
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin and rolname like 'plumbline%'
        or has_schema_privilege(rolname, 'public', 'CREATE') or has_schema_privilege(rolname, 'app', 'CREATE'))`;
  expect(rows.map(({ rolname }) => rolname)).toEqual([]);
});

test("a table of a later migration gives nothing to Supabase's roles", async () => {
  const login = postgres(bench.database.url, { max: 1, onnotice: () => {} });
  try {
    await login.unsafe("create table public.later (id int); insert into public.later values (1)");
    const attempt = tryAs(bench.database, bench.superuser);
    for (const subject of ["anon", "authenticated", "share", "system"] as const) {
      expect(await attempt(subject, "select 1 from later")).toEqual({ code: "42501" });
    }
  } finally {
    await login.unsafe("drop table if exists public.later");
    await login.end();
  }
});

test("nobody signs an audit entry with another's name", async () => {
  const attempt = tryAs(bench.database, bench.superuser);
  const entry = `insert into audit_log (staff_id, actor, action, subject) values ('${marta.staffId}', 'x', 'x', 'x')`;
  expect(await attempt("manager", entry)).toEqual({ count: 1 });
  expect(await attempt("viewer", entry)).toEqual({ code: "42501" });
  expect(await attempt("admin", entry)).toEqual({ code: "42501" });
});

test("the collector writes mappings as the system only", async () => {
  const attempt = tryAs(bench.database, bench.superuser);
  const version = (author: string) =>
    `insert into kpi_mappings (client_id, version, candidates, choices, author, reason)
     select client_id, 7, candidates, choices, '${author}', 'x' from kpi_mappings limit 1`;
  expect(await attempt("collector", version("system"))).toEqual({ count: 1 });
  expect(await attempt("collector", version("Anna Admin"))).toEqual({ code: "42501" });
});

test("incident 45: nobody who works here can delete or empty what was collected, so that the month for year over year is still there", async () => {
  const attempt = tryAs(bench.database, bench.superuser);
  const kept = [
    "daily_kpi_data",
    "account_daily_raw",
    "campaign_daily_kpi_data",
    "campaign_daily_raw",
    "kpi_restatements",
    "period_reach",
    "publications",
  ];
  for (const table of kept)
    for (const subject of subjects)
      for (const statement of [`delete from ${table}`, `truncate ${table} cascade`])
        expect([subject, statement, await attempt(subject, statement)]).toEqual([
          subject,
          statement,
          { code: "42501" },
        ]);
});

test("a transaction in which nobody was named staff sees nothing", async () => {
  await bench.superuser.begin(async (tx) => {
    await tx`set local role plumbline_staff`;
    for (const { name } of relations.filter((found) => expected[found.name]?.viewer?.includes("S"))) {
      const columns = ["connections", "share_links"].includes(name) ? "id" : "*";
      expect([name, (await tx.unsafe(`select ${columns} from ${name}`)).count]).toEqual([name, 0]);
    }
  });
});
