import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, seedCast } from "@/tests/integration/cast";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { type Simulator, startSimulator } from "@/tools/simulator/start";
import { type SourceRow, scripted } from "@/tools/simulator/world";

const tokens = { agency: "EAAcanaryAgency0123456789", len: "EAAcanaryLen0123456789" };
let database: TestDatabase;
let simulator: Simulator;
let cli: Cli;

/** The last days before today on the clocks of Warsaw: the command line runs on the real clock. */
const daysAgo = (count: number) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Warsaw" }).format(Date.now() - count * 86_400_000);

const row = (date: string): SourceRow => ({
  campaign_id: "1",
  campaign_name: "Marka",
  date_start: date,
  date_stop: date,
  spend: "12.34",
  impressions: "1000",
  clicks: "10",
  inline_link_clicks: "7",
  actions: [{ action_type: "omni_purchase", value: "2" }],
});

/** A day of Hotel Jantar's account as Meta tells it. */
const accountRow = (date: string) => {
  const { campaign_id, campaign_name, ...figures } = row(date);
  return { account_id: jantar.externalId.slice(4), account_currency: jantar.currency, ...figures };
};

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  simulator = await startSimulator({
    world: {
      accounts: [jantar, len].map(({ externalId, name, currency, zone }) => ({
        id: externalId.slice(4),
        name,
        currency,
        timeZone: zone,
        source: scripted([row(daysAgo(2)), row(daysAgo(1))]),
      })),
      tokens: [
        { id: "agency", value: tokens.agency, state: "ok", scopes: ["ads_read"] },
        { id: "len", value: tokens.len, state: "expired", scopes: ["ads_read"] },
      ],
    },
  });
  cli = await bundleCli({
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    META_GRAPH_URL: simulator.url,
    META_ACCESS_TOKEN: tokens.agency,
    APP_URL: "https://reports.example.com",
    LOG_LEVEL: "trace",
  });
});
afterAll(async () => {
  await cli?.close();
  await simulator?.close();
  await database.close();
});

const range = () => ["--since", daysAgo(2), "--until", daysAgo(1)];

test("incident 1: done means every account done; the answer counts accounts and names each", async () => {
  const { code, answer } = await cli.json(["collect", ...range()]);
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    expected: 2,
    done: 2,
    failed: 0,
    skipped: 0,
    remaining: 0,
    accounts: [
      { client: "hotel-jantar", account: jantar.externalId, state: "done" },
      { client: "sklep-len", account: len.externalId, state: "done" },
    ],
  });
});

test("incident 31: a dead token fails its own account, exits 1, and stores no zero", async () => {
  const before = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select count(*)::int as n from daily_kpi_data`,
  );
  await cli.run(["token", "set", "--new", "--name", "len"], { stdin: tokens.len });
  await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`update ad_accounts set connection_id = (select id from connections where name = 'len') where id = ${len.accountId}`,
  );
  const { code, stdout, stderr } = await cli.run([
    "collect",
    "--json",
    "--since",
    daysAgo(9),
    "--until",
    daysAgo(8),
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    expected: 2,
    done: 1,
    failed: 1,
    accounts: [
      { client: "hotel-jantar", state: "done" },
      {
        client: "sklep-len",
        state: "failed",
        reason: "token_invalid",
        error: { class: "FIX_CREDENTIALS", code: 190 },
      },
    ],
  });
  const after = await asSuperuser(
    database.superuserUrl,
    (
      sql,
    ) => sql`select count(*)::int as n, count(*) filter (where ad_account_id = ${len.accountId} and date < ${daysAgo(2)})::int as len
      from daily_kpi_data`,
  );
  expect(after[0]).toEqual({ n: (before[0]?.n ?? 0) + 2, len: 0 });
  // R12, on the most talkative level: no token in the answer or in the log.
  expect(stdout + stderr).not.toContain("canary");
  expect(stderr).toContain("collection_failure");
});

const openAlerts = () =>
  asSuperuser(
    database.superuserUrl,
    (sql) => sql`select check_key, client_id from alerts where state = 'open' and client_id = ${len.id}`,
  );

test("what a collection by hand found stands in the alerts at once, and every client that was read is checked", async () => {
  expect(await openAlerts()).toContainEqual({ check_key: "token_invalid", client_id: len.id });
  const [checked] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select count(*)::int as n from check_outcomes where client_id = any(${[jantar.id, len.id]})`,
  );
  expect(checked).toEqual({ n: 2 });
});

test("checks run brings the alerts up to date too", async () => {
  await asSuperuser(database.superuserUrl, (sql) => sql`truncate alerts, alert_events`);
  const { code, stdout } = await cli.run(["checks", "run"]);
  const [{ answers, checks, clients }] = (await asSuperuser(
    database.superuserUrl,
    (
      sql,
    ) => sql`select count(*)::int as answers, count(distinct key)::int as checks, count(distinct client_id)::int as clients
      from check_outcomes, jsonb_each(outcomes) where value ->> 'outcome' = 'unknown'`,
  )) as unknown as [{ answers: number; checks: number; clients: number }];
  expect(answers).toBeGreaterThan(checks);
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(
      new RegExp(
        `^Evaluated 2 of 2 clients: \\d+ findings? open\\. Of the answers, one per client and check, ${answers} could not be given: ${checks} checks, ${clients} clients\\.\n$`,
      ),
    ),
  ]);
  expect(await openAlerts()).toContainEqual({ check_key: "token_invalid", client_id: len.id });
});

test("a collection whose follow-up is impossible says so and keeps its own answer", async () => {
  const { code, stdout } = await cli.run(["collect", "--client", "hotel-jantar", ...range()], {
    env: { APP_URL: "" },
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^1 of 1 accounts done.*\nChecks and alerts are not up to date/);
});

test("an account that is named without its client's connection working can be named alone", async () => {
  const { code, answer } = await cli.json(["collect", "--client", "hotel-jantar", ...range()]);
  expect(code).toBe(0);
  expect(answer).toMatchObject({ expected: 1, done: 1, accounts: [{ client: "hotel-jantar" }] });
});

test("a named client that has no day to collect fails with the reason, and stops nobody else", async () => {
  const today = daysAgo(0);
  const from = (day: string) =>
    asSuperuser(
      database.superuserUrl,
      (sql) => sql`update ad_accounts set collect_from = ${day} where id = ${len.accountId}`,
    );
  await from(today);
  const why = `Client sklep-len is collected from ${today} on, and that day is not over yet.`;
  const alone = await cli.run(["collect", "--client", "sklep-len"]);
  expect([alone.code, alone.stdout]).toEqual([1, `Nothing was collected.\n- ${why}\n`]);
  const both = await cli.json(["collect", "--client", "sklep-len", "--client", "hotel-jantar"]);
  expect(both).toMatchObject({
    code: 1,
    answer: { expected: 1, done: 1, nothing_to_collect: [{ client: "sklep-len", why }] },
  });
  await from(len.collectFrom);
});

test("an account that rests says until when, and what to do", async () => {
  const rest = (until: string | null) =>
    asSuperuser(
      database.superuserUrl,
      (sql) => sql`update ad_accounts set opened_until = ${until} where id = ${jantar.accountId}`,
    );
  const until = Temporal.Now.instant().add({ hours: 3 }).round({ smallestUnit: "minute" });
  await rest(until.toString());
  const local = until.toZonedDateTimeISO("Europe/Warsaw");
  const [day, time] = [local.toPlainDate().toString(), local.toPlainTime().toString().slice(0, 5)];
  const { code, stdout } = await cli.run(["collect", "--client", "hotel-jantar", ...range()]);
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining(
      `- hotel-jantar (${jantar.externalId}) remaining: meta unavailable; Meta is left alone until ${day} ${time} (Europe/Warsaw); the schedule goes on after that by itself, or run this command again then`,
    ),
  ]);
  const { answer } = await cli.json(["collect", "--client", "hotel-jantar", ...range()]);
  expect(answer).toMatchObject({ accounts: [{ state: "remaining", until: until.toString() }] });
  await rest(null);
});

test("C26 a range that begins before what Meta keeps is read from there on, and says so", async () => {
  const from = (day: string) =>
    asSuperuser(
      database.superuserUrl,
      (sql) => sql`update ad_accounts set collect_from = ${day} where id = ${jantar.accountId}`,
    );
  await from("2020-01-01");
  const until = Temporal.PlainDate.from(daysAgo(0)).subtract({ months: 37 }).add({ days: 6 }).toString();
  const { code, stdout } = await cli.run([
    ...["collect", "--client", "hotel-jantar", "--since", "2020-01-01", "--until", until],
  ]);
  await from(jantar.collectFrom);
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining(
      `- hotel-jantar (${jantar.externalId}) done; days older than Meta keeps were left out\n`,
    ),
  ]);
});

test("days that do not reconcile and a publication that no longer holds are named, and are no failure", async () => {
  const month = Temporal.PlainDate.from(daysAgo(0)).toPlainYearMonth().subtract({ months: 2 });
  const date = (day: number) => month.toPlainDate({ day }).toString();
  const read = (since: string, until: string) =>
    ["collect", "--client", "hotel-jantar", "--since", since, "--until", until] as const;
  const good = await cli.json([...read(date(1), date(month.daysInMonth))]);
  expect(good).toMatchObject({ code: 0, answer: { unreconciled: [], changed_publications: [] } });
  const published = await cli.run([
    ...["publish", "hotel-jantar", month.toString(), "--as", "marta@latarnia.example"],
  ]);
  expect(published.code).toBe(0);
  await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`update daily_kpi_data set total_spend = 5 where ad_account_id = ${jantar.accountId} and date = ${date(1)}`,
  );
  simulator.faults.add({
    when: { account: jantar.externalId.slice(4), level: "campaign" },
    does: { kind: "extra-rows", rows: [{ ...row(date(3)), campaign_id: "9" }] },
  });
  const { code, stdout } = await cli.run([...read(date(3), date(3))]);
  const json = await cli.json([...read(date(3), date(3))]);
  simulator.faults.clear();
  expect([code, stdout.split("\n")]).toEqual([
    0,
    [
      "1 of 1 accounts done, 0 failed, 0 skipped, 0 remaining.",
      `hotel-jantar: campaigns do not add up to Meta's total on ${date(3)}; such a month is not published without an override.`,
      `hotel-jantar ${month}: published v1 no longer holds (total_spend: from 0.00 to 5.00; roas: from — to 0.00; its days, or what stands against them, are others now); look at it and publish a correction.`,
      "",
    ],
  ]);
  expect(json).toMatchObject({
    code: 0,
    answer: {
      unreconciled: [{ client: "hotel-jantar", days: [date(3)] }],
      changed_publications: [
        {
          ...{ client: "hotel-jantar", month: month.toString(), version: 1, days: true },
          figures: [
            { kpi: "total_spend", from: "0", to: "5" },
            { kpi: "roas", from: null, to: "0" },
          ],
        },
      ],
    },
  });
});

test("the log has the fixed event names with client, window and run, as JSON lines", async () => {
  const { stderr } = await cli.run(["collect", "--client", "hotel-jantar", ...range()]);
  const lines = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const event of ["collection_start", "collection_success"]) {
    const line = lines.find(({ msg }) => msg === event);
    expect(line).toMatchObject({
      clientId: jantar.id,
      window: { since: daysAgo(2), until: daysAgo(1) },
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  }
});

test("graph-version check compares every account in two versions: exit 0 only when all are read and equal", async () => {
  const before = await asSuperuser(database.superuserUrl, (sql) => sql`select * from collection_attempts`);
  const check = await cli.json(["graph-version", "check", "--version", "v25.0"]);
  expect(check.code).toBe(1);
  expect(check.answer).toMatchObject({
    from: "v26.0",
    to: "v25.0",
    accounts: [
      { client: "hotel-jantar", state: "equal", differences: [] },
      { client: "sklep-len", state: "not_read", differences: [], error: expect.stringContaining("v26.0: ") },
    ],
  });
  const alone = ["graph-version", "check", "--version", "v25.0", "--client", "hotel-jantar"];
  expect((await cli.run(alone)).stdout).toBe(
    "v26.0 and v25.0: 1 of 1 accounts equal, 0 different, 0 not read.\n",
  );
  // The dead token's account is read with another token; a version that is dead itself compares nothing.
  await asSuperuser(
    database.superuserUrl,
    (sql) => sql`update ad_accounts set connection_id = null where id = ${len.accountId}`,
  );
  const all = await cli.run(["graph-version", "check", "--version", "v25.0"]);
  expect(all.stdout).toBe("v26.0 and v25.0: 2 of 2 accounts equal, 0 different, 0 not read.\n");
  expect(all.code).toBe(0);
  const dead = await cli.run(["graph-version", "check", "--version", "v18.0"]);
  expect(dead.code).toBe(1);
  expect(dead.stdout).toContain("0 of 2 accounts equal, 0 different, 2 not read");
  expect(dead.stdout).toContain("v18.0: (#2635)");
  const after = await asSuperuser(database.superuserUrl, (sql) => sql`select * from collection_attempts`);
  expect(after).toEqual(before);
});

test("graph-version check names each figure that the other version tells differently, and exits 1", async () => {
  // The second read of the account is the other version's.
  const day = daysAgo(33);
  simulator.faults.add({
    when: { account: jantar.externalId.slice(4), path: "/insights$", nth: 2 },
    does: { kind: "extra-rows", rows: [{ ...accountRow(day), spend: "12.35" }] },
  });
  const args = ["graph-version", "check", "--version", "v25.0", "--client", "hotel-jantar"];
  const { code, answer } = await cli.json(args);
  simulator.faults.clear();
  expect(code).toBe(1);
  expect(answer).toMatchObject({ accounts: [{ client: "hotel-jantar", state: "differs" }] });
  const [{ differences }] = (answer as { accounts: [{ differences: unknown[] }] }).accounts;
  expect(differences).toContainEqual({ date: day, metric: "total_spend", from: "0", to: "12.35" });
  expect(differences).toContainEqual({ date: day, metric: "reservations", from: "0", to: "2" });
});

test("R12: no call carried a secret in its address", () => {
  expect(simulator.calls.length).toBeGreaterThan(0);
  expect(simulator.calls.filter(({ secretInUrl }) => secretInUrl)).toEqual([]);
});
