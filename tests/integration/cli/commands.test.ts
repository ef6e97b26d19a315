import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShareLink } from "@/lib/sharing/open-share-link";
import { readSharePath } from "@/lib/sharing/share-path";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, seedCast } from "@/tests/integration/cast";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { fingerprint } from "@/tests/integration/fingerprint";
import { seedDays } from "@/tests/integration/seed-days";

const secretToken = "EAAcanaryTokenThatMustNeverShow0123456789";
let database: TestDatabase;
let cli: Cli;
let meta: Server;
let folder: string;
const headers: (string | undefined)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  const day = {
    account: { totalSpend: "100.25", totalImpressions: "9000", reservations: "3", reservationValue: "700" },
  };
  const observedAt = "2026-10-30T03:10:00Z";
  await seedDays(database.db, jantar, {
    since: "2026-09-01",
    until: "2026-09-30",
    observedAt,
    day: () => day,
  });
  await seedDays(database.db, len, { since: "2026-09-01", until: "2026-09-28", observedAt, day: () => day });
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

test("report prints the document as JSON, and figures with their state as text", async () => {
  const { code, answer } = await cli.json(["report", "hotel-jantar", "2026-09"]);
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    schema: 1,
    month: "2026-09",
    currency: "PLN",
    state: "settled",
    publication: null,
    figures: {
      total_spend: { value: "3007.5" },
      reservations: { value: "90" },
      click_to_call: { value: null, unavailable: "not_measured" },
    },
  });
  const text = await cli.run(["report", "sklep-len", "2026-09"]);
  expect(text.code).toBe(0);
  expect(text.stdout).toMatch(/incomplete · 28 of 30 days/);
  expect(text.stdout).toMatch(/total_spend +2807 {2}\(partial\)/);
  expect(text.stdout).toMatch(/Blocks publishing: missing days 2026-09-29 to 2026-09-30/);
});

test("publish acts as the named person, with that person's rights", async () => {
  const publish = (slug: string, email: string, ...more: string[]) =>
    cli.json(["publish", slug, "2026-09", "--as", email, ...more]);
  expect(await publish("hotel-jantar", "wanda@latarnia.example")).toMatchObject({
    code: 1,
    answer: { why: "not_allowed" },
  });
  expect(await publish("hotel-jantar", "piotr@latarnia.example")).toMatchObject({
    code: 1,
    answer: { why: "not_allowed" },
  });
  const done = await publish("hotel-jantar", "Marta@latarnia.example");
  expect(done).toMatchObject({ code: 0, answer: { outcome: "published", version: 1 } });
  expect(await publish("hotel-jantar", "marta@latarnia.example")).toMatchObject({
    code: 1,
    answer: { why: "already_published" },
  });
  expect(await publish("sklep-len", "piotr@latarnia.example")).toMatchObject({
    code: 1,
    answer: { outcome: "blocked", reasons: [{ kind: "missing", dates: ["2026-09-29", "2026-09-30"] }] },
  });
  expect(
    await publish(
      "sklep-len",
      "piotr@latarnia.example",
      "--override",
      "Konto było zamknięte, klient o tym wie.",
    ),
  ).toMatchObject({ code: 0, answer: { outcome: "published" } });
  const [row] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select published_by, override_reason from publications where client_id = ${len.id}`,
  );
  expect(row).toEqual({
    published_by: "Piotr Nowak",
    override_reason: "Konto było zamknięte, klient o tym wie.",
  });
});

test("incident 28: publish --why corrects a month that Meta restated, says what moved, and refuses what a client would read again", async () => {
  const correct = (month: string, ...more: string[]) =>
    cli.run(["publish", "hotel-jantar", month, "--as", "marta@latarnia.example", ...more]);
  const why = ["--why", "Meta dopisała siedem rezerwacji z 5 września."];
  expect(await correct("2026-08", ...why)).toMatchObject({
    code: 1,
    stdout: "hotel-jantar 2026-08 is not published yet, so there is nothing to correct.\n",
  });
  expect(await correct("2026-09", ...why)).toMatchObject({
    code: 1,
    stdout: "A client would read the same again: hotel-jantar 2026-09 needs no correction.\n",
  });
  await database.db.asCollector(async (tx) => {
    for (const table of [sql`daily_kpi_data`, sql`campaign_daily_kpi_data`])
      await tx.execute(
        sql`update ${table} set reservations = reservations + 7 where ad_account_id = ${jantar.accountId} and date = '2026-09-05'`,
      );
  });
  const asViewer = ["publish", "hotel-jantar", "2026-09", "--as", "wanda@latarnia.example", ...why];
  expect(await cli.run(asViewer)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("may not publish"),
  });
  const { code, stdout } = await correct("2026-09", ...why);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Published hotel-jantar 2026-09 as v2, [0-9a-f]{16}\.$/m);
  expect(stdout).toMatch(/^- reservations: from 90 to 97$/m);
  expect(stdout).toMatch(/^- cost_per_reservation: from 33\.4\d+ to 31\.0\d+$/m);
  expect(stdout).not.toMatch(/total_spend/);
  const again = await cli.json([
    "publish",
    "hotel-jantar",
    "2026-09",
    "--as",
    "marta@latarnia.example",
    ...why,
  ]);
  expect(again).toMatchObject({ code: 1, answer: { outcome: "refused", why: "nothing_changed" } });
  const rows = await asSuperuser(
    database.superuserUrl,
    (owner) =>
      owner`select version, published_by, document::json -> 'publication' -> 'changes' as changes
        from publications where client_id = ${jantar.id} order by version`,
  );
  expect(rows).toMatchObject([
    { version: 1, published_by: "Marta Wilk", changes: [] },
    {
      ...{ version: 2, published_by: "Marta Wilk" },
      changes: [
        {
          version: 2,
          why: why[1],
          items: [{ kpi: "reservations", from: "90", to: "97" }, { kpi: "cost_per_reservation" }],
        },
      ],
    },
  ]);
});

test("share prints an address that opens, this once", async () => {
  const lastDay = Temporal.Now.plainDateISO("Etc/UTC").add({ days: 90 }).toString();
  const { code, answer } = await cli.json(["share", "hotel-jantar", "2026-09", "--expires", lastDay]);
  expect(code).toBe(0);
  const { url, path: at } = answer as { url: string; path: string };
  expect(answer).toMatchObject({ last_day: lastDay, published: true, passcode: false });
  expect(url).toBe(`https://portal.example${at}`);
  const opened = await openShareLink(database.db, at.replace("/r/", ""), readSharePath([]), null);
  expect(opened).toMatchObject({ kind: "open", publications: [{ month: "2026-09", version: 2 }] });
});

test("share --passcode makes a link that opens nothing without it, and refuses a short one", async () => {
  const { answer, code } = await cli.json(["share", "hotel-jantar", "2026-09", "--passcode", "bursztyn 7"]);
  expect([code, (answer as { passcode: boolean }).passcode]).toEqual([0, true]);
  const token = (answer as { path: string }).path.replace("/r/", "");
  expect((await openShareLink(database.db, token, readSharePath([]), null)).kind).toBe("locked");
  const short = await cli.run(["share", "hotel-jantar", "2026-09", "--passcode", "4471"]);
  expect(short.code).toBe(2);
  expect(short.stderr).toContain("--passcode");
  const far = await cli.run(["share", "hotel-jantar", "2026-09", "--expires", "2099-12-31"]);
  expect([far.code, far.stderr]).toEqual([2, expect.stringContaining("two years")]);
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
