import { afterEach, expect, test } from "vitest";
import { planByHand } from "@/lib/collect/plan/plan-by-hand";
import { readOpenPlaces } from "@/lib/collect/plan/run-places";
import { collectPlace } from "@/lib/collect/run/collect-place";
import { type Asked, moodyFetch } from "@/tests/integration/collect/moody-meta";
import {
  campaignDay,
  days,
  items,
  jantarFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-10-10");
const range = { since: "2026-10-10", until: "2026-11-08" };
const rows = days("2026-10-10", "2026-11-08").map((date, index) =>
  campaignDay(date, "100", {
    spend: String(index + 1),
    actions: items({ lead: 1 }),
    conversions: items({ "offsite_conversion.fb_pixel_custom.Step": 2 }),
  }),
);
const tooMany = { code: 100, error_subcode: 1487534, message: "Zbyt wiele danych" };
const heavy = { code: 2, error_subcode: 1504044, message: "Service temporarily unavailable" };
const covers = (day: string) => (asked: Asked) => asked.since <= day && asked.until >= day;
const start = (meta: ReturnType<typeof moodyFetch>) =>
  startNight([{ client, rows }], { graph: { fetch: meta.fetch } });

async function storedDays(): Promise<number> {
  const [count] = await night.sql`select count(*)::int as n from daily_kpi_data`;
  return count?.n;
}
const account = async () => (await night.sql`select good_days, unbuilt_fields from ad_accounts`)[0];
const gaps = () =>
  night.sql`select date::text, reason, error_subcode, resolved_at is null as open from collection_gaps order by date`;
/** Days of every campaign read in turn, the resolution's 90 days aside. */
const widths = (meta: ReturnType<typeof moodyFetch>) =>
  meta.asked.filter(({ level }) => level === "campaign").map((asked) => asked.days);

test("F02 too much data for a page: smaller pages, complete, and the usual ones with the next run", async () => {
  const less = {
    code: 1,
    message: "Please reduce the amount of data you're asking for, then retry your request",
  };
  const meta = moodyFetch({
    when: ({ limit, days: n }) => (limit ?? 0) > 100 && n < 90,
    error: less,
    status: 500,
  });
  night = await start(meta);
  expect(await night.collect(range)).toMatchObject({ expected: 1, done: 1 });
  expect(await storedDays()).toBe(30);
  const limits = () => meta.asked.filter(({ level }) => level === "campaign").map(({ limit }) => limit);
  expect(limits()).toEqual([500, 250, 100]);
  meta.moods.length = 0;
  await night.collect(range);
  expect(limits()).toEqual([500, 250, 100, 500]);
  expect((await account())?.good_days).toBeNull();
});

test("F03 30 days are too many rows, 7 are not: split at once without asking the same again, complete", async () => {
  const meta = moodyFetch({ when: ({ days: n, level }) => n > 7 && level === "campaign", error: tooMany });
  night = await start(meta);
  expect(await night.collect(range)).toMatchObject({ expected: 1, done: 1, failed: 0 });
  expect(widths(meta)).toEqual([30, 15, 7, 7, 7, 7, 2]);
  expect(await storedDays()).toBe(30);
  expect((await account())?.good_days).toBe(7);
  expect(await gaps()).toEqual([]);
  const attempts =
    await night.sql`select since::text, until::text from collection_attempts where state = 'ok' order by until desc`;
  expect(attempts[0]).toEqual({ since: "2026-11-02", until: "2026-11-08" });
});

test("F03 a single day that is too many rows for one page is read in smaller ones and is no gap", async () => {
  const meta = moodyFetch({ when: ({ limit, days: n }) => (limit ?? 0) > 100 && n < 90, error: tooMany });
  night = await start(meta);
  expect(await night.collect({ since: "2026-11-05", until: "2026-11-08" })).toMatchObject({
    done: 1,
    failed: 0,
  });
  expect(await storedDays()).toBe(4);
  expect(await gaps()).toEqual([]);
  const asked = meta.asked
    .filter(({ level }) => level === "campaign")
    .map(({ days: n, limit }) => [n, limit]);
  expect(asked.slice(0, 5)).toEqual([
    [4, 500],
    [3, 500],
    [1, 500],
    [1, 250],
    [1, 100],
  ]);
});

test("F03 the width that worked is remembered and widened one step per run", async () => {
  const meta = moodyFetch({ when: ({ days: n, level }) => n > 7 && level === "campaign", error: tooMany });
  night = await start(meta);
  await night.collect(range);
  meta.asked.length = 0;
  await night.collect(range);
  expect(widths(meta)).toEqual([15, 7, 7, 7, 7, 2]);
  meta.moods.length = 0;
  meta.asked.length = 0;
  await night.collect(range);
  expect([widths(meta), (await account())?.good_days]).toEqual([[15, 15], 15]);
  meta.asked.length = 0;
  await night.collect(range);
  expect([widths(meta), (await account())?.good_days]).toEqual([[30], null]);
});

test("F04 2/1504044 three times, then an answer: asked again over at least five minutes, not split", async () => {
  const waits: number[] = [];
  const meta = moodyFetch({ when: ({ level }) => level === "campaign", error: heavy, status: 500, times: 3 });
  night = await startNight([{ client, rows }], {
    graph: { fetch: meta.fetch, sleep: async (ms) => void waits.push(ms) },
  });
  expect(await night.collect(range)).toMatchObject({ expected: 1, done: 1 });
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(300_000);
  expect(widths(meta)).toEqual([30, 30, 30, 30]);
});

test("F04 no time for the next try: the place waits for it, and the request is split once its tries are used up", async () => {
  const meta = moodyFetch({
    when: ({ level, days: n }) => level === "campaign" && n > 15,
    error: heavy,
    status: 500,
  });
  night = await start(meta);
  const limits = { isOver: () => false, msLeft: () => 30_000, signal: new AbortController().signal };
  expect(await night.collect(range, { limits })).toMatchObject({ expected: 1, done: 0, remaining: 1 });
  expect(widths(meta)).toEqual([30]);
  const [waiting] = await night.sql`
    select extract(epoch from blocked_until - '2026-11-09T06:00:00Z')::int as seconds, failures from ad_accounts`;
  expect(waiting?.seconds).toBeGreaterThanOrEqual(60);
  expect(waiting?.failures).toBe(0);
  const open = (await night.collector.db.asCollector((tx) => readOpenPlaces(tx, client.accountId)))[0];
  if (!open) throw new Error("the place is open");
  for (const minutes of [3, 6, 9]) {
    night.moveTo(`2026-11-09T06:0${minutes}:00Z`);
    await collectPlace(night.collector, open, limits);
  }
  expect(widths(meta)).toEqual([30, 30, 30, 30]);
  night.moveTo("2026-11-09T06:12:00Z");
  expect(await collectPlace(night.collector, open, limits)).toEqual({ state: "done" });
  expect(widths(meta)).toEqual([30, 30, 30, 30, 15, 15]);
  expect(await storedDays()).toBe(30);
});

test("a day that Meta does not answer even alone is a named gap: the rest is stored, the place is no success", async () => {
  const meta = moodyFetch({
    when: (asked) => covers("2026-10-20")(asked) && asked.level === "campaign",
    error: tooMany,
  });
  night = await start(meta);
  const result = await night.collect(range);
  expect(result).toMatchObject({ expected: 1, done: 0, failed: 1, remaining: 0 });
  expect(result.accounts[0]).toMatchObject({ state: "failed", reason: "named_gap" });
  expect(await storedDays()).toBe(29);
  expect(await night.sql`select 1 from daily_kpi_data where date = '2026-10-20'`).toHaveLength(0);
  expect(await gaps()).toEqual([
    { date: "2026-10-20", reason: "too_much_data", error_subcode: 1487534, open: true },
  ]);
  meta.moods.length = 0;
  await night.collect({ since: "2026-10-20", until: "2026-10-20" });
  expect(await gaps()).toMatchObject([{ open: false }]);
  expect(await night.sql`select kind, resolved_at is not null as over from conditions`).toEqual([
    { kind: "named_gap", over: true },
  ]);
  expect(await storedDays()).toBe(30);
});

test("F05 a list that no KPI needs is never built: found by halves, left out, the rest stored, somebody told", async () => {
  const meta = moodyFetch({
    when: ({ fields, level }) => fields.includes("conversion_values") && level === "campaign",
    error: heavy,
    status: 500,
  });
  night = await start(meta);
  expect(await night.collect(range)).toMatchObject({ expected: 1, done: 1 });
  expect(await storedDays()).toBe(30);
  expect((await account())?.unbuilt_fields).toEqual(["conversion_values"]);
  const [day] = await night.sql`
    select leads, conversions is not null as conversions from daily_kpi_data join account_daily_raw using (ad_account_id, date) limit 1`;
  expect(day).toEqual({ leads: "1", conversions: true });
  expect(await night.sql`select kind, severity from conditions`).toEqual([
    { kind: "list_not_built", severity: "normal" },
  ]);
  meta.asked.length = 0;
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect(widths(meta)).toEqual([30]);
  night.moveTo("2026-11-16T06:00:00Z");
  await night.collect(range);
  expect((await account())?.unbuilt_fields).toEqual(["conversion_values"]);
  // An outage in that minute says nothing about the list: it is asked again with the next place, not a week later.
  meta.moods.splice(0, 1, { when: () => true, error: { code: 1, message: "unknown" }, status: 500 });
  night.moveTo("2026-11-22T20:00:00Z");
  await night.collect(range);
  expect((await account())?.unbuilt_fields).toEqual(["conversion_values"]);
  meta.moods.length = 0;
  night.moveTo("2026-11-23T06:00:00Z");
  await night.collect(range);
  expect((await account())?.unbuilt_fields).toBeNull();
  expect(await night.sql`select 1 from conditions where resolved_at is null`).toHaveLength(0);
});

test("R13: a place that was left after it had named a gap and is taken up again is no success either", async () => {
  const meta = moodyFetch();
  night = await start(meta);
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  night.moveTo("2026-11-10T06:00:00Z");
  meta.moods.push({
    when: (asked) => covers("2026-10-20")(asked) && asked.level === "campaign",
    error: tooMany,
  });
  const { collector } = night;
  const everybody = { clients: undefined, since: undefined, until: undefined };
  const run = await planByHand(collector, everybody, { trigger: "manual", requestedBy: "test" });
  const turn = async (isOver: () => boolean) => {
    const [place] = await collector.db.asCollector((tx) => readOpenPlaces(tx, client.accountId, run?.runId));
    if (!place) throw new Error("the place is open");
    return collectPlace(collector, place, { isOver, signal: new AbortController().signal });
  };
  const isAlone = () => meta.asked.some((asked) => covers("2026-10-20")(asked) && asked.days === 1);
  expect(await turn(isAlone)).toMatchObject({ state: "queued", reason: "deadline" });
  expect(await gaps()).toMatchObject([{ date: "2026-10-20", open: true }]);
  expect(await turn(() => false)).toEqual({ state: "failed" });
  expect(
    await night.sql`select state, reason from collection_run_accounts where run_id = ${run?.runId ?? null}`,
  ).toEqual([{ state: "failed", reason: "named_gap" }]);
});

test("F05 a list that a KPI is counted from is never built: no day of it is stored as 0, each is a named gap", async () => {
  const meta = moodyFetch({
    when: ({ fields, since, until, level }) =>
      fields.includes("actions") && level === "campaign" && since <= "2026-11-05" && until >= "2026-11-04",
    error: heavy,
    status: 500,
  });
  night = await start(meta);
  expect(await night.collect(range)).toMatchObject({ done: 0, failed: 1 });
  expect(await gaps()).toEqual([
    { date: "2026-11-04", reason: "list_not_built", error_subcode: 1504044, open: true },
    { date: "2026-11-05", reason: "list_not_built", error_subcode: 1504044, open: true },
  ]);
  expect(await storedDays()).toBe(28);
  expect(await night.sql`select 1 from daily_kpi_data where leads = 0`).toHaveLength(0);
  expect((await account())?.unbuilt_fields).toBeNull();
});

test("F20 an answer of 30 days that takes too long every time: fewer days, complete", async () => {
  const meta = moodyFetch({ when: ({ days: n, level }) => n > 7 && level === "campaign", error: "hangs" });
  night = await startNight([{ client, rows }], { graph: { fetch: meta.fetch, readTimeoutMs: 150 } });
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect((await account())?.good_days).toBe(7);
  expect(await storedDays()).toBe(30);
});

test("the first choice of KPIs is made in fewer days where 90 are too many", async () => {
  const meta = moodyFetch({ when: ({ days: n }) => n > 15, error: tooMany });
  night = await start(meta);
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  const history = meta.asked.filter(({ level }) => level === "account").map((asked) => asked.days);
  // The window itself, then what is before it.
  expect(history.slice(0, 8)).toEqual([15, 75, 31, 15, 15, 1, 15, 15]);
  expect(await night.sql`select 1 from daily_kpi_data where leads = 1`).toHaveLength(30);
});

test("an outage that looks like a heavy request names no gap: the account comes by again", async () => {
  const meta = moodyFetch({ when: () => true, error: heavy, status: 500 });
  night = await start(meta);
  const result = await night.collect(range);
  expect(result.accounts[0]).toMatchObject({
    state: "failed",
    reason: "meta_unavailable",
    error: { class: "RETRY" },
  });
  expect(await gaps()).toEqual([]);
});
