import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { currentRun } from "@/tests/e2e/support/run";

interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Looks for each secret as it is and in the encodings it could have been written down in; what it finds is where and which, not what. */
function finder(secrets: readonly Secret[]): (where: string, text: string) => string[] {
  const needles = secrets.flatMap(({ name, value }) =>
    [value, encodeURIComponent(value), Buffer.from(value).toString("hex"), innerBase64(value)].map(
      (needle) => ({
        name,
        needle,
      }),
    ),
  );
  return (where, text) => [
    ...new Set(
      needles.filter(({ needle }) => text.includes(needle)).map(({ name }) => `${name} in ${where}`),
    ),
  ];
}

/** The part of the base64 text that is the same wherever in a longer text the value stands at a multiple of three bytes. */
function innerBase64(value: string): string {
  const whole = value.slice(0, value.length - (value.length % 3));
  return Buffer.from(whole).toString("base64");
}

function secretsOfRun(): Secret[] {
  const lines = readFileSync(path.join(currentRun().dir, "secrets.jsonl"), "utf8").trim().split("\n");
  const secrets = lines.map((line) => JSON.parse(line) as Secret);
  return [...new Map(secrets.map((secret) => [secret.value, secret])).values()];
}

function scanFolder(folder: string, find: ReturnType<typeof finder>): { found: string[]; files: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const found = files.flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return find(path.basename(file), readFileSync(file, "latin1"));
  });
  return { found, files: files.length };
}

/** Every row of every table of a portal's database as text, `bytea` as the hexadecimal digits that Postgres writes. */
async function scanDatabase(
  url: string,
  find: ReturnType<typeof finder>,
): Promise<{ found: string[]; rows: number }> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const found: string[] = [];
  let rows = 0;
  try {
    const tables = await sql<{ schema: string; name: string }[]>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    for (const { schema, name } of tables) {
      for (const { row } of await sql<
        { row: string }[]
      >`select t::text as row from ${sql(schema)}.${sql(name)} t`) {
        rows++;
        found.push(...find(`table ${schema}.${name}`, row));
      }
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
  return { found, rows };
}

async function portalDatabases(): Promise<string[]> {
  const { superuserUrl } = currentRun();
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    const names = await sql<
      { datname: string }[]
    >`select datname from pg_database where datname like 'e2e\_%'`;
    return names.map(({ datname }) =>
      Object.assign(new URL(superuserUrl), { pathname: `/${datname}` }).toString(),
    );
  } finally {
    await sql.end();
  }
}

test("after all that, no log, page, database or browser bundle holds a token, key, secret or session", async () => {
  test.setTimeout(120_000);
  const secrets = secretsOfRun();
  const find = finder(secrets);
  expect(new Set(secrets.map(({ name }) => name))).toEqual(
    new Set([
      "META_APP_SECRET",
      "CRON_SECRET",
      "METRICS_TOKEN",
      "ENCRYPTION_KEYS",
      "SUPABASE_SECRET_KEY",
      "session",
      "Meta token",
      "share token",
    ]),
  );
  const { dir } = currentRun();
  const logs = scanFolder(path.join(dir, "logs"), find);
  const pages = scanFolder(path.join(dir, "pages"), find);
  const bundles = scanFolder(path.resolve(".next/static"), find);
  expect(logs.files).toBeGreaterThan(3);
  expect(pages.files).toBeGreaterThan(30);
  expect(bundles.files).toBeGreaterThan(5);
  const databases = await portalDatabases();
  expect(databases.length).toBeGreaterThan(4);
  const found = [...logs.found, ...pages.found, ...bundles.found];
  let rows = 0;
  for (const url of databases) {
    const scan = await scanDatabase(url, find);
    found.push(...scan.found);
    rows += scan.rows;
  }
  expect(rows).toBeGreaterThan(1000);
  expect([...new Set(found)]).toEqual([]);
});

test("the scan finds what is planted: in a log, in a page, and in a table as text, JSON and bytes", async () => {
  const planted: Secret = { name: "planted", value: "EAAplantedCanaryToken4f7a1c20d95b" };
  const find = finder([planted]);
  const { dir } = currentRun();
  appendFileSync(path.join(dir, "logs", "planted.log"), `?access_token=${planted.value}\n`);
  writeFileSync(path.join(dir, "pages", "planted.html"), `<p data-x="${planted.value}">`);
  expect(scanFolder(path.join(dir, "logs"), find).found).toEqual(["planted in planted.log"]);
  expect(scanFolder(path.join(dir, "pages"), find).found).toEqual(["planted in planted.html"]);
  const [url = ""] = await portalDatabases();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(
    "create table planted_text (a text); create table planted_bytes (a bytea); create table planted_json (a jsonb)",
  );
  await sql`insert into planted_text values (${planted.value})`;
  await sql`insert into planted_bytes values (${Buffer.from(`x${planted.value}`)})`;
  await sql`insert into planted_json values (${sql.json({ deep: [planted.value] })})`;
  await sql.end();
  expect((await scanDatabase(url, find)).found.sort()).toEqual(
    ["bytes", "json", "text"].map((name) => `planted in table public.planted_${name}`),
  );
});
