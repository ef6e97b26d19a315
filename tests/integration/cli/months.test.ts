import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openShareLink } from "@/lib/sharing/open-share-link";
import { readSharePath } from "@/lib/sharing/share-path";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, seedCast } from "@/tests/integration/cast";
import { bundleCli, type Cli } from "@/tests/integration/cli/run-cli";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

/** A month of a client by command: read, published, corrected, shared. */
let database: TestDatabase;
let cli: Cli;

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
  cli = await bundleCli({
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    APP_URL: "https://portal.example",
    LOG_LEVEL: "trace",
  });
});
afterAll(async () => {
  await cli?.close();
  await database.close();
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
  expect(text.stdout).toMatch(/total_spend +2807\.00 {2}\(partial\)/);
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
  expect(stdout).toMatch(/^- cost_per_reservation: from 33\.4\d to 31\.0\d$/m);
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

test("share refuses a month that can never be published, and takes one that may be", async () => {
  const links = () =>
    asSuperuser(database.superuserUrl, (owner) => owner`select count(*)::int as n from share_links`);
  const before = await links();
  expect(await cli.run(["share", "hotel-jantar", "2025-05"])).toMatchObject({
    ...{ code: 2, stdout: "" },
    stderr:
      "hotel-jantar is collected from 2025-06-01 on, so 2025-05 will never be published and a link to it would open nothing; share a later month.\n",
  });
  expect(await links()).toEqual(before);
  expect(await cli.json(["share", "hotel-jantar", "2025-06"])).toMatchObject({
    code: 0,
    answer: { published: false },
  });
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
