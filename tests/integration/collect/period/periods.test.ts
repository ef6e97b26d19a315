import { randomUUID } from "node:crypto";
import openPostgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Collector } from "@/lib/collect/collector";
import { collectPeriods } from "@/lib/collect/period/collect-periods";
import { readAccounts } from "@/lib/collect/read-accounts";
import { type CastClient, jantar, seedCast } from "@/tests/integration/cast";
import { type MetaOfPeriods, startMetaOfPeriods } from "@/tests/integration/collect/period/meta-of-periods";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

/** Hotel Jantar from October on, so that a morning has two months. */
const hotel: CastClient = { ...jantar, collectFrom: "2026-10-01" };
const holder = randomUUID();

let database: TestDatabase;
let sql: openPostgres.Sql;
let meta: MetaOfPeriods;
let now: Temporal.Instant;
let collector: Collector;

/** 05:00 in Warsaw on that day. */
function moveTo(day: string): void {
  now = Temporal.ZonedDateTime.from(`${day}T05:00[${hotel.zone}]`).toInstant();
}

async function morning(over: { isOver?: () => boolean; as?: string } = {}): Promise<string[]> {
  const { db } = database;
  const [account] = await db.asCollector((tx) => readAccounts(tx, undefined, { slugs: [hotel.slug] }));
  if (!account) throw new Error("no account");
  const before = meta.asked.length;
  await collectPeriods(collector, {
    account,
    graph: meta.graph,
    holder: over.as ?? holder,
    isOver: over.isOver ?? (() => false),
    signal: new AbortController().signal,
  });
  return meta.asked.slice(before).map(({ of, since, until }) => `${of} ${since}/${until}`);
}

const breakdown = (kind: string, month = "2026-10-01") => sql`
  select key_1 || ' ' || key_2 as key, total_spend::text as spend, reservations::text as reservations, xmin::text as row_version
  from monthly_breakdowns where kind = ${kind} and month = ${month} order by 1`;
const reads = (month = "2026-10-01") => sql`
  select kind, unavailable, spend::text as spend, account_spend::text as account, until::text, observed_at = ${now.toString()} as is_new
  from monthly_breakdown_reads where month = ${month} order by kind`;
const reach = () => sql`
  select since::text, until::text, reach::text, frequency::text, unavailable from period_reach order by since, until`;

beforeEach(async () => {
  database = await createTestDatabase();
  sql = openPostgres(database.superuserUrl, { max: 2, onnotice: () => {} });
  await seedCast(database.db, [hotel]);
  await seedDays(database.db, hotel, {
    ...{ since: "2026-10-01", until: "2026-11-08", observedAt: "2026-11-09T03:10:00Z" },
    day: () => ({ account: { totalSpend: "10", totalImpressions: "100", reservations: "1" } }),
  });
  await sql`update ad_accounts set lease_holder = ${holder}, lease_until = '2026-11-09T04:30:00Z'`;
  moveTo("2026-11-09");
  meta = startMetaOfPeriods();
  meta.answer("reach", [{ reach: "700", frequency: "4.428571", impressions: "3100" }], "2026-10");
  meta.answer("reach", [{ reach: "300", frequency: "2.666667", impressions: "800" }], "2026-11");
  meta.answer("total", [{ spend: "310", account_currency: "PLN" }], "2026-10");
  meta.answer("total", [{ spend: "80" }], "2026-11");
  meta.answer("age_gender", [
    {
      age: "25-34",
      gender: "female",
      spend: "200.5",
      actions: [{ action_type: "omni_purchase", value: "21" }],
    },
    {
      age: "25-34",
      gender: "male",
      spend: "109.5",
      actions: [{ action_type: "omni_purchase", value: "10" }],
    },
  ]);
  meta.answer("placement", [{ publisher_platform: "instagram", platform_position: "feed", spend: "310" }]);
  meta.answer("region", [
    { region: "Pomorskie", spend: "309.5", actions: [{ action_type: "omni_purchase", value: "4" }] },
  ]);
  collector = {
    db: database.db,
    clock: () => now,
    databaseTime: () => now,
    apiVersion: "v26.0",
    appId: "app",
    openGraph: () => meta.graph,
    keys: () => new Map(),
  };
});
afterEach(async () => {
  await sql.end({ timeout: 5 });
  await database.close();
});

test("C23 reach is asked for each month and the month to date, exactly, and stored as its own fact", async () => {
  const asked = await morning();
  expect(asked.filter((question) => question.startsWith("reach"))).toEqual([
    "reach 2026-11-01/2026-11-08",
    "reach 2026-10-01/2026-10-31",
  ]);
  expect(await reach()).toEqual([
    { since: "2026-10-01", until: "2026-10-31", reach: "700", frequency: "4.428571", unavailable: null },
    { since: "2026-11-01", until: "2026-11-08", reach: "300", frequency: "2.666667", unavailable: null },
  ]);
});

test("C23 reach that Meta does not give is null with its reason", async () => {
  meta.answer("reach", [{ impressions: "3100" }], "2026-10");
  await morning();
  expect((await reach())[0]).toMatchObject({ reach: null, unavailable: "not_reported" });
});

test("C24 C25 a breakdown is stored by both keys, with what it covers of the account's own total", async () => {
  await morning();
  expect(await breakdown("age_gender")).toMatchObject([
    { key: "25-34 female", spend: "200.5", reservations: "21" },
    { key: "25-34 male", spend: "109.5", reservations: "10" },
  ]);
  expect(await breakdown("region")).toMatchObject([{ key: "Pomorskie ", reservations: null }]);
  const covered = { unavailable: null, account: "310", until: "2026-10-31", is_new: true };
  expect(await reads()).toEqual([
    { kind: "age_gender", spend: "310", ...covered },
    { kind: "placement", spend: "310", ...covered },
    { kind: "region", spend: "309.5", ...covered },
  ]);
});

describe("reading again", () => {
  test("on the same morning asks nothing and writes nothing", async () => {
    await morning();
    const before = await sql`select kind, key_1, key_2, xmin::text from monthly_breakdowns order by 1, 2, 3`;
    expect(await morning()).toEqual([]);
    expect(await sql`select kind, key_1, key_2, xmin::text from monthly_breakdowns order by 1, 2, 3`).toEqual(
      before,
    );
  });

  test("a week later writes only rows that changed, and takes away those that Meta has no more", async () => {
    await morning();
    const before = await breakdown("age_gender");
    moveTo("2026-11-16");
    meta.answer("age_gender", [
      {
        age: "25-34",
        gender: "female",
        spend: "200.5",
        actions: [{ action_type: "omni_purchase", value: "21" }],
      },
      { age: "65+", gender: "male", spend: "99.5" },
    ]);
    expect(await morning()).toContain("age_gender 2026-10-01/2026-10-31");
    const after = await breakdown("age_gender");
    expect(after).toMatchObject([
      { key: "25-34 female", spend: "200.5" },
      { key: "65+ male", spend: "99.5", reservations: "0" },
    ]);
    expect(after[0]?.row_version).toBe(before[0]?.row_version);
    expect((await reads())[0]).toMatchObject({ spend: "300", account: "310", is_new: true });
  });

  test("reach replaces what it was, until it is settled", async () => {
    await morning();
    moveTo("2026-11-28");
    meta.answer("reach", [{ reach: "705", frequency: "4.4", impressions: "3102" }], "2026-10");
    await morning();
    expect((await reach())[0]).toMatchObject({ until: "2026-10-31", reach: "705" });
    moveTo("2026-11-29");
    expect((await morning()).filter((question) => question.includes("2026-10"))).toEqual([]);
  });
});

describe("incident 47: one that fails", () => {
  test("fails no other, is named with its reason, and is read on the next morning", async () => {
    meta.answer("placement", { code: 2, subcode: 1504041 });
    await morning();
    expect(await reads()).toMatchObject([
      { kind: "age_gender", unavailable: null, spend: "310" },
      { kind: "placement", unavailable: "request_refused", spend: null },
      { kind: "region", unavailable: null },
    ]);
    expect(await breakdown("placement")).toHaveLength(0);
    expect(await reach()).toHaveLength(2);
    moveTo("2026-11-10");
    meta.answer("placement", [{ publisher_platform: "facebook", platform_position: "feed", spend: "310" }]);
    expect((await morning()).filter((question) => question.startsWith("placement"))).toEqual([
      "placement 2026-11-01/2026-11-09",
      "placement 2026-10-01/2026-10-31",
    ]);
    expect((await reads())[1]).toMatchObject({ unavailable: null, spend: "310", is_new: true });
  });

  test("leaves the figures of an earlier reading, with the day that they are from", async () => {
    await morning();
    moveTo("2026-11-16");
    meta.answer("age_gender", { code: 1 });
    await morning();
    expect((await reads())[0]).toMatchObject({
      unavailable: "meta_unavailable",
      spend: "310",
      is_new: false,
    });
    expect(await breakdown("age_gender")).toHaveLength(2);
  });

  test("a reach that fails leaves the breakdowns alone, and the value that was there", async () => {
    await morning();
    moveTo("2026-11-10");
    meta.answer("reach", { code: 1 });
    await morning();
    expect(await reach()).toMatchObject([
      { until: "2026-10-31", reach: "700" },
      { until: "2026-11-08", reach: "300" },
      { until: "2026-11-09", reach: null, unavailable: "meta_unavailable" },
    ]);
  });

  test("an account total that fails leaves the breakdowns, with nothing to compare them with", async () => {
    meta.answer("total", { code: 100 }, "2026-10");
    await morning();
    expect(await reads()).toMatchObject([{ spend: "310", account: null }, {}, {}]);
  });

  test("an answer that cannot be true is refused as a whole", async () => {
    meta.answer("region", [
      { region: "Pomorskie", spend: "300" },
      { region: "Mazowieckie", spend: "-1" },
    ]);
    await morning();
    expect((await reads())[2]).toMatchObject({ kind: "region", unavailable: "data_refused", spend: null });
    expect(await breakdown("region")).toHaveLength(0);
  });

  test("no rows are not 0 while the account has spend; without spend they are", async () => {
    meta.answer("region", []);
    meta.answer("placement", [], "2026-11");
    meta.answer("total", [], "2026-11");
    await morning();
    expect((await reads())[2]).toMatchObject({ kind: "region", unavailable: "not_reported" });
    expect((await reads("2026-11-01"))[1]).toMatchObject({ unavailable: null, spend: "0", account: "0" });
  });
});

describe("what stops the questions", () => {
  test("a budget that is used to 60 % or more: not today, and nothing is called a failure", async () => {
    meta.useUp(60);
    expect(await morning()).toEqual(["reach 2026-11-01/2026-11-08"]);
    expect(await reach()).toHaveLength(1);
    expect(await reads()).toEqual([]);
    expect(await morning()).toEqual([]);
  });

  test("incident 48: a budget that was full an hour ago, and of which Meta has said nothing since, stops nothing", async () => {
    meta.useUp(78);
    expect(await morning()).toHaveLength(1);
    meta.useUp(null);
    now = now.add({ minutes: 59 });
    expect(await morning()).toEqual([]);
    now = now.add({ minutes: 1 });
    expect((await morning()).length).toBeGreaterThan(5);
    // What was asked meanwhile without a word of usage does not make the old word younger.
    now = now.add({ minutes: 1 });
    meta.asked.length = 0;
    await sql`delete from period_reach`;
    expect((await morning()).length).toBeGreaterThan(0);
  });

  test("a limit: the account stays away until Meta's time, for every worker", async () => {
    meta.answer("reach", { code: 17, subcode: 2446079 });
    expect(await morning()).toHaveLength(1);
    const [account] =
      await sql`select blocked_until > ${now.toString()}::timestamptz as blocked from ad_accounts`;
    expect(account).toEqual({ blocked: true });
    expect(await reach()).toEqual([]);
  });

  test("a deadline: the rest is read on the next morning", async () => {
    let questions = 0;
    await morning({ isOver: () => ++questions > 2 });
    expect(meta.asked).toHaveLength(2);
    expect((await morning()).length).toBeGreaterThan(5);
  });

  test("a question that takes all its time, twice: it has failed, and the others come before it on the next morning", async () => {
    meta.answer("reach", "timeout", "2026-11");
    const slow = (until: string) => `reach 2026-11-01/${until}`;
    expect(await morning()).toEqual([slow("2026-11-08"), slow("2026-11-08")]);
    expect(await reach()).toMatchObject([
      { until: "2026-11-08", reach: null, unavailable: "meta_unavailable" },
    ]);
    expect(await reads()).toEqual([]);
    moveTo("2026-11-10");
    const asked = await morning();
    expect(asked).toHaveLength(11);
    expect(asked.slice(-2)).toEqual([slow("2026-11-09"), slow("2026-11-09")]);
    expect(await reads()).toMatchObject([{ spend: "310" }, { spend: "310" }, { spend: "309.5" }]);
  });

  test("a total that takes all its time: the month's breakdowns have failed by it, the rest is asked on the next morning", async () => {
    meta.answer("total", "timeout", "2026-11");
    expect((await morning()).slice(1)).toEqual([
      "total 2026-11-01/2026-11-08",
      "total 2026-11-01/2026-11-08",
    ]);
    const unavailable = "meta_unavailable";
    expect(await reads("2026-11-01")).toMatchObject([{ unavailable }, { unavailable }, { unavailable }]);
    moveTo("2026-11-10");
    await morning();
    expect(await reads()).toMatchObject([{ spend: "310" }, { spend: "310" }, { spend: "309.5" }]);
  });

  test("another worker that has the account: nothing is asked and nothing written", async () => {
    expect(await morning({ as: randomUUID() })).toEqual([]);
    expect(await reach()).toEqual([]);
  });
});
