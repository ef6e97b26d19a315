import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, seedCast } from "@/tests/integration/cast";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { fingerprint } from "@/tests/integration/fingerprint";

/** What an engineer sets an installation up with. */
const secretToken = "EAAcanaryTokenThatMustNeverShow0123456789";
let database: TestDatabase;
let cli: Cli;
let meta: Server;
let folder: string;
const headers: (string | undefined)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  // Just enough of Meta: two ad accounts, seen with one token.
  meta = createServer((request, response) => {
    headers.push(request.headers.authorization);
    const id = /act_\d+/.exec(request.url ?? "")?.[0];
    const known =
      request.headers.authorization === `Bearer ${secretToken}` && (id === "act_21" || id === "act_22");
    response.statusCode = known ? 200 : 403;
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(
        known
          ? {
              id,
              account_id: id.slice(4),
              name: "Konto",
              currency: "EUR",
              timezone_name: "Europe/Berlin",
              account_status: 1,
            }
          : { error: { message: "Missing permissions", type: "OAuthException", code: 200, fbtrace_id: "x" } },
      ),
    );
  });
  await new Promise<void>((resolve) => meta.listen(0, "127.0.0.1", resolve));
  const address = meta.address();
  const port = typeof address === "object" && address ? address.port : 0;
  cli = await bundleCli({
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    META_GRAPH_URL: `http://127.0.0.1:${port}`,
    APP_URL: "https://portal.example",
    LOG_LEVEL: "trace",
  });
  folder = await mkdtemp(path.join(os.tmpdir(), "plumbline-cli-"));
});
afterAll(async () => {
  await cli?.close();
  meta?.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const file = async (name: string, json: unknown) => {
  const at = path.join(folder, name);
  await writeFile(at, JSON.stringify(json));
  return at;
};

test("migrate on a migrated database applies nothing and exits 0", async () => {
  expect(await cli.json(["migrate"])).toMatchObject({ code: 0, answer: { applied: 0 } });
});

test("staff add invites once, changes a role, and says which", async () => {
  const add = (role: string) =>
    cli.json(["staff", "add", "Nowa@latarnia.example", "--role", role, "--name", "Nowa Osoba"]);
  expect((await add("viewer")).answer).toMatchObject({ email: "nowa@latarnia.example", outcome: "added" });
  expect((await add("viewer")).answer).toMatchObject({ outcome: "unchanged" });
  expect((await add("manager")).answer).toMatchObject({ role: "manager", outcome: "changed" });
  const rows = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select actor, action from audit_log where subject = 'nowa@latarnia.example' order by id`,
  );
  expect(rows.map(({ action }) => action)).toEqual(["staff.add", "staff.change"]);
  expect(rows[0]?.actor).toMatch(/^cli \(.+\)$/);
});

test("staff add leaves the agency an admin", async () => {
  const demote = () => cli.run(["staff", "add", "anna@latarnia.example", "--role", "viewer"]);
  const before = await fingerprint(database.superuserUrl);
  expect(await demote()).toMatchObject({
    code: 1,
    stdout:
      "anna@latarnia.example is the only enabled admin and stays one: make somebody else admin first.\n",
  });
  expect(await fingerprint(database.superuserUrl)).toBe(before);
  // A disabled admin is none to leave the agency to.
  const disable = (at: string | null) =>
    asSuperuser(
      database.superuserUrl,
      (owner) => owner`update staff_members set disabled_at = ${at} where email = 'second@latarnia.example'`,
    );
  expect((await cli.run(["staff", "add", "second@latarnia.example", "--role", "admin"])).code).toBe(0);
  await disable("2026-10-01");
  expect((await demote()).code).toBe(1);
  await disable(null);
  expect((await demote()).code).toBe(0);
  expect((await cli.run(["staff", "add", "anna@latarnia.example", "--role", "admin"])).code).toBe(0);
});

test("R12: token set stores the token encrypted and shows it nowhere", async () => {
  const { code, stdout, stderr } = await cli.run(["token", "set", "--new", "--json"], {
    stdin: `${secretToken}\n`,
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ connection: "agency", outcome: "added" });
  expect(stdout + stderr).not.toContain("canaryToken");
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`
      select c.token_key_id, position(${secretToken} in to_jsonb(c)::text) as found,
        (select count(*)::int from audit_log a where to_jsonb(a)::text like '%canaryToken%') as audited
      from connections c where name = 'agency'`,
  );
  expect(row).toMatchObject({ token_key_id: "k1", found: 0, audited: 0 });
  expect((await cli.json(["token", "set"], { stdin: secretToken })).answer).toMatchObject({
    outcome: "replaced",
  });
});

test("clients import reads currency and zone with the stored token, all or nothing, repeatably", async () => {
  const entry = (slug: string, id: string, account = {}) => ({
    slug,
    name: slug,
    locale: "pl",
    account: { external_id: id, collect_from: "2026-01-01", ...account },
  });
  const good = await file("good.json", {
    clients: [entry("pension-see", "act_21"), entry("haus-meer", "act_22")],
  });
  expect(await cli.json(["clients", "import", good])).toMatchObject({
    code: 0,
    answer: { imported: 2, clients: [{ currency: "EUR", time_zone: "Europe/Berlin", outcome: "added" }, {}] },
  });
  const before = await fingerprint(database.superuserUrl);
  expect(await cli.json(["clients", "import", good])).toMatchObject({
    code: 0,
    answer: { clients: [{ outcome: "unchanged" }, { outcome: "unchanged" }] },
  });
  const wrong = await file("wrong.json", {
    clients: [entry("haus-meer", "act_22", { currency: "PLN" }), entry("nowy", "act_23")],
  });
  const refused = await cli.run(["clients", "import", wrong]);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(
    /Nothing was imported\.\nClient haus-meer: its stored currency is EUR, the file says PLN/,
  );
  expect(await fingerprint(database.superuserUrl)).toBe(before);
  expect(headers.every((header) => header === `Bearer ${secretToken}`)).toBe(true);
  expect(refused.stdout + refused.stderr).not.toContain("canaryToken");
});

test("incident 35: one ad account under two clients is refused by import and by the database", async () => {
  const taken = await file("taken.json", {
    clients: [
      {
        slug: "inny",
        name: "Inny",
        locale: "pl",
        account: { external_id: jantar.externalId, collect_from: "2026-01-01" },
      },
    ],
  });
  const { code, answer } = await cli.json(["clients", "import", taken]);
  expect(code).toBe(1);
  expect(JSON.stringify(answer)).toContain(`${jantar.externalId} already belongs to client hotel-jantar`);
  await asSuperuser(database.superuserUrl, async (sql) => {
    await expect(
      sql`insert into ad_accounts (client_id, external_id, currency, time_zone, collect_from)
          select id, ${jantar.externalId}, 'PLN', 'Europe/Warsaw', '2026-01-01' from clients where slug = 'sklep-len'`,
    ).rejects.toThrow(/ad_accounts_platform_external_id|ad_accounts_client_platform/);
  });
});

test("doctor names what is missing, asks Meta about every token and shows none", async () => {
  const { code, stdout, stderr } = await cli.run(["doctor", "--json"]);
  expect(code).toBe(1);
  const { checks } = JSON.parse(stdout) as { checks: { check: string; verdict: string }[] };
  const verdictOf = (name: string) => checks.find(({ check }) => check === name)?.verdict;
  expect(verdictOf("migrations")).toBe("ok");
  expect(verdictOf("role plumbline_collector")).toBe("ok");
  expect(verdictOf("connection agency")).toBe("ok");
  expect(verdictOf("setting CRON_SECRET")).toBe("missing");
  expect(verdictOf("setting METRICS_TOKEN")).toBe("unset");
  expect(verdictOf("sign-in service")).toBe("failed");
  expect(verdictOf("storage of PDFs")).toBe("failed");
  expect(stdout + stderr).not.toContain("canaryToken");
});
