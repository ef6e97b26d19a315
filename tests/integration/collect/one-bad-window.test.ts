import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { collectDue } from "@/lib/collect/run/scheduler-call";
import { type Asked, moodyFetch } from "@/tests/integration/collect/moody-meta";
import { campaignDay, days, jantarFrom, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const endless = { isOver: () => false, signal: new AbortController().signal };
const call = () => collectDue(night.collector, endless, { trigger: "cron", requestedBy: "scheduler" });

const hotel = jantarFrom("2026-06-01");
const rows = days("2026-06-01", "2026-12-31").map((date) => campaignDay(date, "101"));
/** In the middle of the history that the first morning reads. */
const bad = "2026-08-20";
const isBad = ({ level, since, until }: Asked) => level === "campaign" && since <= bad && until >= bad;

const storedDays = async () => (await night.sql`select count(*)::int as n from daily_kpi_data`)[0]?.n;
const gaps = () =>
  night.sql`select date::text, reason from collection_gaps where resolved_at is null order by date`;
const account = async () =>
  (await night.sql`select failures, opened_until is null as closed, good_days from ad_accounts`)[0];
const conditions = async () =>
  (await night.sql`select kind from conditions where resolved_at is null order by kind`).map(
    ({ kind }) => kind,
  );
const reach = () => night.sql`select unavailable from period_reach`;

test.each([
  ["500 with code 1", { code: 1, message: "An unknown error occurred" }],
  ["503 with code 2", { code: 2, message: "Service temporarily unavailable" }],
])(
  "a day of the history that Meta always answers with %s is found and named once all else was seen to be answered; the mornings stay on time",
  async (_, error) => {
    const meta = moodyFetch({ when: isBad, error, status: 500 });
    night = await startNight([{ client: hotel, rows }], { graph: { fetch: meta.fetch } });
    for (const [index, at] of ["06:07", "07:07"].entries()) {
      night.moveTo(`2026-11-09T${at}:00Z`);
      const { accounts } = await call();
      expect(accounts[0]).toMatchObject({ state: "failed", reason: "meta_unavailable" });
      expect(await account()).toEqual({ failures: 1, closed: true, good_days: null });
      expect(await gaps()).toEqual([]);
      // The days were read: what belongs to whole months need not wait for the history.
      if (index === 0) expect((await reach()).length).toBeGreaterThan(0);
    }
    night.moveTo("2026-11-09T08:07:00Z");
    expect((await call()).accounts[0]).toMatchObject({ state: "failed", reason: "named_gap" });
    expect(await gaps()).toEqual([{ date: bad, reason: "not_answered" }]);
    expect(await conditions()).toEqual(["named_gap"]);
    expect(await storedDays()).toBe(160);
    expect(await account()).toEqual({ failures: 0, closed: true, good_days: null });
    // Named once a week: nothing is left for this pass, and the next one is a good one.
    night.moveTo("2026-11-09T09:07:00Z");
    expect(await call()).toMatchObject({ expected: 0 });
    night.moveTo("2026-11-10T03:07:00Z");
    expect(await call()).toMatchObject({ expected: 1, done: 1 });
  },
);

test("a window of which Meta answers no day is named day by day, and what is older is read", async () => {
  const dead = days("2026-07-10", "2026-07-19");
  const when = (asked: Asked) => asked.since <= "2026-07-19" && asked.until >= "2026-07-10";
  const meta = moodyFetch({ when, error: { code: 1 }, status: 500 });
  night = await startNight([{ client: hotel, rows }], { graph: { fetch: meta.fetch } });
  for (const at of ["06:07", "07:07", "08:07"]) {
    night.moveTo(`2026-11-09T${at}:00Z`);
    await call();
  }
  expect((await gaps()).map(({ date }) => date)).toEqual(dead);
  expect(await storedDays()).toBe(151);
});

test("an outage that begins behind the days of the morning names nothing, however long it lasts, and asks for the months only once", async () => {
  const meta = moodyFetch();
  night = await startNight([{ client: hotel, rows }], { graph: { fetch: meta.fetch } });
  let isOut = false;
  meta.moods.push({ when: (asked) => (isOut ||= isBad(asked)), error: { code: 2 }, status: 500 });
  for (const at of ["06:07", "07:07", "08:07", "09:07", "10:07", "12:07", "13:07"]) {
    night.moveTo(`2026-11-09T${at}:00Z`);
    await call();
    expect(await gaps()).toEqual([]);
  }
  expect((await night.sql`select 1 from collection_attempts where state = 'failed'`).length).toBeLessThan(14);
  expect(await reach()).toEqual([]);
  meta.moods.length = 0;
  night.moveTo("2026-11-10T03:07:00Z");
  expect(await call()).toMatchObject({ done: 1 });
  expect(await storedDays()).toBe(162);
  expect(await conditions()).toEqual([]);
});

test("a day of the history that Meta refuses for good is found at once, named, and what is older is read", async () => {
  const meta = moodyFetch({ when: isBad, error: { code: 100, message: "Invalid parameter" } });
  night = await startNight([{ client: hotel, rows }], { graph: { fetch: meta.fetch } });
  expect((await call()).accounts[0]).toMatchObject({ state: "failed", reason: "named_gap" });
  expect(await gaps()).toEqual([{ date: bad, reason: "refused" }]);
  expect(await conditions()).toEqual(["named_gap"]);
  expect(await storedDays()).toBe(160);
  expect((await account())?.good_days).toBeNull();
});

test("a day of the history of which Meta's answer cannot be true is found at once and named, with its finding", async () => {
  const odd = rows.map((row) => (row.date_start === bad ? { ...row, spend: "abc" } : row));
  night = await startNight([{ client: hotel, rows: odd }]);
  expect((await call()).accounts[0]).toMatchObject({ state: "failed", reason: "named_gap" });
  expect(await gaps()).toEqual([{ date: bad, reason: "refused" }]);
  expect(await storedDays()).toBe(160);
  expect(
    await night.sql`select subject from findings where check_key = 'data_refused' and resolved_at is null`,
  ).toEqual([{ subject: bad }]);
});

test("a refusal of the morning's own days ends the place at once, as before", async () => {
  const meta = moodyFetch({ when: ({ level }) => level === "campaign", error: { code: 100 } });
  night = await startNight([{ client: hotel, rows }], { graph: { fetch: meta.fetch } });
  expect((await call()).accounts[0]).toMatchObject({ state: "failed", reason: "request_refused" });
  expect(meta.asked.filter(({ level }) => level === "campaign")).toHaveLength(1);
});

/** Fifty days before the first yesterday of a client that begins today. */
const old = "2026-09-19";
const covers = ({ level, since, until }: Asked) => level === "account" && since <= old && until >= old;

test.each([
  ["is never answered (500 with code 1)", { when: covers, error: { code: 1 }, status: 500 }],
  ["is always refused (100)", { when: covers, error: { code: 100, message: "Invalid parameter" } }],
  ["always loses its cursor (2642)", { when: covers, error: { code: 2642 } }],
  ["always takes too long", { when: covers, error: "hangs" }],
  ["cannot be true (spend abc)", null],
] as const)(
  "a new client begins on its first morning although a day of the 90 before it %s",
  async (_, mood) => {
    const odd = rows.map((row) =>
      !mood && row.date_start === old ? { ...row, spend: "abc", actions: [] } : row,
    );
    const meta = moodyFetch(...(mood ? [mood] : []));
    night = await startNight([{ client: jantarFrom("2026-11-08"), rows: odd }], {
      graph: { fetch: meta.fetch, readTimeoutMs: 150 },
    });
    for (const at of ["06:07", "07:07", "08:07"]) {
      night.moveTo(`2026-11-09T${at}:00Z`);
      await call();
    }
    expect(await night.sql`select date::text from daily_kpi_data`).toEqual([{ date: "2026-11-08" }]);
    expect(await night.sql`select state from collection_attempts`).toEqual([{ state: "ok" }]);
    // Found by parts; what runs out of time may be too much, and so may as many days before it.
    const most = mood?.error === "hangs" ? 90 : 40;
    expect(meta.asked.filter(({ level }) => level === "account").length).toBeLessThan(most);
  },
);

test("a new client's choice of KPIs is made of all days that are answered, whatever lies between", async () => {
  const dead = (asked: Asked) =>
    asked.level === "account" && asked.since <= "2026-09-25" && asked.until >= "2026-09-10";
  const lead = { ...campaignDay("2026-08-20", "101"), actions: [{ action_type: "lead", value: "1" }] };
  const meta = moodyFetch({ when: dead, error: { code: 1 }, status: 500 });
  night = await startNight(
    [{ client: jantarFrom("2026-11-08"), rows: [lead, campaignDay("2026-11-08", "101")] }],
    {
      graph: { fetch: meta.fetch },
    },
  );
  await call();
  expect(await storedDays()).toBe(1);
  const [mapping] =
    await night.sql`select choices -> 'leads' as leads from kpi_mappings order by version desc`;
  expect(mapping?.leads).toMatchObject({ type: "lead", measured_since: "2026-08-20" });
});

test("an outage that begins behind a new client's first day stores nothing with a choice of half the days", async () => {
  const meta = moodyFetch();
  night = await startNight([{ client: jantarFrom("2026-11-08"), rows }], { graph: { fetch: meta.fetch } });
  let isOut = false;
  meta.moods.push({ when: (asked) => (isOut ||= asked.days > 7), error: { code: 2 }, status: 500 });
  expect((await call()).accounts[0]).toMatchObject({ state: "failed", reason: "meta_unavailable" });
  expect(await storedDays()).toBe(0);
  meta.moods.length = 0;
  night.moveTo("2026-11-09T07:07:00Z");
  expect(await call()).toMatchObject({ done: 1 });
});

test("F18 a cursor that Meta loses every time is not needed for fewer days: all are read, not hour after hour again", async () => {
  const loses = ({ limit, days: n }: Asked) => limit === null && n > 7;
  const meta = moodyFetch({ when: loses, error: { code: 2642, message: "Invalid cursor" } });
  night = await startNight([{ client: hotel, rows }], { graph: { fetch: meta.fetch }, pageLimit: 5 });
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  expect(await storedDays()).toBe(161);
  expect(await gaps()).toEqual([]);
  night.moveTo("2026-11-09T07:07:00Z");
  expect(await call()).toMatchObject({ expected: 0 });
  night.moveTo("2026-11-10T03:07:00Z");
  const asked = meta.asked.length;
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  // Too many days are asked for twice at each width, then the rest of the window as it worked.
  const widths = meta.asked.slice(asked).filter(({ level, limit }) => level === "campaign" && limit !== null);
  expect(widths.map(({ days: n }) => n)).toEqual([29, 29, 15, 15, 7, 7, 7, 7, 1]);
});

test("F18 a single day whose cursor is always lost is named when it was lost again", async () => {
  const loses = (asked: Asked) => asked.limit === null && isBad(asked);
  const meta = moodyFetch({ when: loses, error: { code: 2642, message: "Invalid cursor" } });
  const busy = [...rows, campaignDay(bad, "102"), campaignDay(bad, "103")];
  night = await startNight([{ client: hotel, rows: busy }], { graph: { fetch: meta.fetch }, pageLimit: 2 });
  await call();
  night.moveTo("2026-11-09T07:07:00Z");
  await call();
  expect(await gaps()).toEqual([{ date: bad, reason: "not_answered" }]);
  expect(await storedDays()).toBe(160);
});

test("a day of the history whose rows cannot be stored is found and named, and what is older is read", async () => {
  // Longer than what an index takes of a key.
  const id = Array.from({ length: 150 }, (_, nth) =>
    createHash("sha256").update(`${nth}`).digest("hex"),
  ).join("");
  const odd = rows.map((row) => (row.date_start === bad ? { ...row, campaign_id: id } : row));
  night = await startNight([{ client: hotel, rows: odd }]);
  await call();
  night.moveTo("2026-11-09T07:07:00Z");
  await call();
  expect(await gaps()).toEqual([{ date: bad, reason: "refused" }]);
  expect(await storedDays()).toBe(160);
});
