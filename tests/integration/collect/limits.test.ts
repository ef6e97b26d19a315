import { Temporal } from "temporal-polyfill";
import { afterEach, expect, test } from "vitest";
import { makeSlots, takeSlots } from "@/lib/collect/gate/app-slots";
import { len } from "@/tests/integration/cast";
import { moodyFetch } from "@/tests/integration/collect/moody-meta";
import {
  campaignDay,
  days,
  jantarFrom,
  lenFrom,
  mondayMorning,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-11-01");
const other = lenFrom("2026-11-01");
const account = client.externalId.slice(4);
const range = { since: "2026-11-01", until: "2026-11-07" };
const cast = [
  { client, rows: days("2026-11-01", "2026-11-07").map((date) => campaignDay(date, "100")) },
  { client: other, rows: days("2026-11-01", "2026-11-07").map((date) => campaignDay(date, "900", {}, len)) },
];
const ofAccount = (asked: { account: string }) => asked.account === account;

/** Usage of the business use case, minutes as Meta writes them. */
function usage(percent: number, minutes = 0, id = account): Record<string, string> {
  const entry = {
    type: "ads_insights",
    call_count: percent,
    total_cputime: 1,
    total_time: 1,
    ads_api_access_tier: "standard_access",
  };
  return {
    "x-business-use-case-usage": JSON.stringify({
      [id]: [{ ...entry, estimated_time_to_regain_access: minutes }],
    }),
  };
}
const one = { ...range, clients: [client.slug] };
const both = { ...range, clients: [client.slug, other.slug] };
/** Minutes until the account may be asked again, from `at`. */
async function blockedMinutes(at: string): Promise<number | null> {
  const [row] = await night.sql`
    select extract(epoch from blocked_until - ${at}::timestamptz)::float / 60 as minutes from ad_accounts where id = ${client.accountId}`;
  return row?.minutes ?? null;
}

test("F06, F11 17/2446079 with eight minutes in its header: the account rests at least so long, also for a new process, the other goes on", async () => {
  const meta = moodyFetch({
    when: ofAccount,
    error: { code: 17, error_subcode: 2446079 },
    headers: usage(100, 8),
    times: 1,
  });
  night = await startNight(cast, { graph: { fetch: meta.fetch } });
  expect(await night.collect(both)).toMatchObject({ expected: 2, done: 1, remaining: 1 });
  expect(await blockedMinutes("2026-11-09T06:00:00Z")).toBeGreaterThanOrEqual(8);
  expect(await blockedMinutes("2026-11-09T06:00:00Z")).toBeLessThanOrEqual(9);
  const [seen] = await night.sql`select usage from ad_accounts where id = ${client.accountId}`;
  expect(seen?.usage).toMatchObject({ accountPercent: 100, blockedMs: 480_000 });

  const calls = meta.asked.length;
  night.moveTo("2026-11-09T06:07:59Z");
  expect(await night.collect(both)).toMatchObject({ done: 1, remaining: 1 });
  expect(meta.asked.filter(ofAccount)).toHaveLength(1);
  expect(meta.asked.length).toBeGreaterThan(calls);
  night.moveTo("2026-11-09T06:09:01Z");
  expect(await night.collect(one)).toMatchObject({ done: 1 });
  expect(await blockedMinutes("2026-11-09T06:09:01Z")).toBeNull();
});

test("F07 80000 with an estimate of 30: minutes, neither seconds nor milliseconds", async () => {
  const meta = moodyFetch({
    when: ofAccount,
    error: { code: 80000, error_subcode: 2446079 },
    headers: usage(118, 30),
  });
  night = await startNight(cast, { graph: { fetch: meta.fetch } });
  expect(await night.collect(one)).toMatchObject({ remaining: 1 });
  expect(await blockedMinutes("2026-11-09T06:00:00Z")).toBeGreaterThanOrEqual(30);
  expect(await blockedMinutes("2026-11-09T06:00:00Z")).toBeLessThanOrEqual(31);
});

test("an account that Meta stops without a time waits 5, 15 and 60 minutes, and 5 again after a good answer", async () => {
  const meta = moodyFetch({ when: ofAccount, error: { code: 17 }, headers: usage(0) });
  night = await startNight(cast, { graph: { fetch: meta.fetch } });
  const waits: (number | null)[] = [];
  const steps = ["06:00", "06:10", "06:30", "07:40", "08:50"].map((time) => `2026-11-09T${time}:00Z`);
  for (const [index, at] of steps.entries()) {
    night.moveTo(at);
    if (index === 3) meta.moods.length = 0;
    if (index === 4) meta.moods.push({ when: ofAccount, error: { code: 17 }, headers: usage(0) });
    await night.collect(one);
    waits.push(await blockedMinutes(at));
  }
  expect(waits).toEqual([5, 15, 60, null, 5]);
});

test.each([
  ["17 of the account", { code: 17 }, "ad_accounts", [5, 15, 60]],
  ["4/1504022 of the app", { code: 4, error_subcode: 1504022 }, "graph_apps", [1, 2, 5]],
] as const)(
  "%s with the ordinary report of usage beside it names no time: its 100 s are no end of the wait, and the waits grow",
  async (_, error, table, minutes) => {
    const ordinary = { "x-ad-account-usage": '{"acc_id_util_pct":9.67,"reset_time_duration":100}' };
    const meta = moodyFetch({ when: ofAccount, error, headers: ordinary });
    night = await startNight(cast, { graph: { fetch: meta.fetch } });
    const waits: number[] = [];
    for (const at of ["06:00", "06:20", "07:00"].map((time) => `2026-11-09T${time}:00Z`)) {
      night.moveTo(at);
      await night.collect(one);
      const [row] = await night.sql`
        select extract(epoch from max(blocked_until) - ${at}::timestamptz)::float / 60 as minutes from ${night.sql(table)}`;
      waits.push(row?.minutes);
    }
    expect(waits).toEqual(minutes);
  },
);

test("F08 4/1504022: every account of the app pauses, whatever its connection, then all complete", async () => {
  const meta = moodyFetch({ when: ofAccount, error: { code: 4, error_subcode: 1504022 }, times: 1 });
  const connection = { name: "hotel", token: "EAAtokenOfTheHotel0001" };
  const apart = cast.map((part, index) => (index === 0 ? { ...part, connection } : part));
  night = await startNight(apart, { graph: { fetch: meta.fetch } });
  expect(await night.collect(one)).toMatchObject({ remaining: 1 });
  expect(await night.collect(both)).toMatchObject({ done: 0, remaining: 2 });
  expect(meta.asked).toHaveLength(1);
  night.moveTo("2026-11-09T06:01:01Z");
  expect(await night.collect(both)).toMatchObject({ done: 2 });
});

test("an app that Meta stops again and again waits 1, 2 and 5 minutes", async () => {
  const meta = moodyFetch({ when: ofAccount, error: { code: 4 } });
  night = await startNight(cast, { graph: { fetch: meta.fetch } });
  for (const [at, minutes] of [
    ["06:00", 1],
    ["06:10", 2],
    ["06:20", 5],
    ["06:30", 5],
  ] as const) {
    night.moveTo(`2026-11-09T${at}:00Z`);
    await night.collect(one);
    const [app] = await night.sql`
      select extract(epoch from blocked_until - ${`2026-11-09T${at}:00Z`}::timestamptz)::int as seconds from graph_apps`;
    expect(app?.seconds).toBe(minutes * 60);
  }
});

test("F10 92 % on a good answer: the window is finished, the next one waits at least five minutes", async () => {
  night = await startNight(cast);
  night.simulator.faults.add({ when: { account }, does: { kind: "headers", headers: usage(92) } });
  expect(await night.collect(one)).toMatchObject({ done: 1 });
  expect(await blockedMinutes("2026-11-09T06:00:00Z")).toBe(5);
  const calls = night.simulator.calls.length;
  night.moveTo("2026-11-09T06:04:59Z");
  expect(await night.collect(one)).toMatchObject({ done: 0, remaining: 1 });
  expect(night.simulator.calls).toHaveLength(calls);
});

test("F10 80 %: ten seconds between two calls, and days older than eight wait", async () => {
  const long = jantarFrom("2026-10-12");
  const rows = days("2026-10-12", "2026-11-08").map((date) => campaignDay(date, "100"));
  const waits: number[] = [];
  const morning = Temporal.Instant.from(mondayMorning);
  night = await startNight([{ client: long, rows }], {
    graph: { sleep: async (ms) => void waits.push(ms), clock: () => morning },
  });
  await night.collect({ since: "2026-11-08", until: "2026-11-08" });
  await night.sql`update ad_accounts set good_days = 3`;
  night.simulator.faults.add({ when: { account }, does: { kind: "headers", headers: usage(80) } });
  expect(await night.collect({ since: "2026-10-12", until: "2026-11-08" })).toMatchObject({
    done: 0,
    remaining: 1,
  });
  const [oldest] = await night.sql`select min(date)::text as day from daily_kpi_data`;
  expect(oldest?.day).toBe("2026-11-01");
  expect(waits.length).toBeGreaterThan(0);
  expect(new Set(waits)).toEqual(new Set([10_000]));
});

test("an app at 100 % rests for five minutes with all its accounts", async () => {
  night = await startNight(cast);
  const app = { "x-app-usage": JSON.stringify({ call_count: 100, total_time: 1, total_cputime: 1 }) };
  night.simulator.faults.add({ when: { account }, does: { kind: "headers", headers: app } });
  expect(await night.collect(one)).toMatchObject({ done: 1 });
  const calls = night.simulator.calls.length;
  expect(await night.collect({ ...range, clients: [other.slug] })).toMatchObject({ remaining: 1 });
  expect(night.simulator.calls).toHaveLength(calls);
});

test("an app at 80 % makes half as many calls at a time, until it is better or an hour has passed", async () => {
  night = await startNight(cast);
  const app = { "x-app-usage": JSON.stringify({ call_count: 80, total_time: 1, total_cputime: 1 }) };
  night.simulator.faults.add({ when: { account }, does: { kind: "headers", headers: app } });
  await night.collect(one);
  const { db, appId } = night.collector;
  const holder = { appId, holder: "b0000000-0000-4000-8000-000000000001" };
  const take = (at: string) =>
    db.asCollector(async (tx) => {
      await makeSlots(tx, appId);
      return takeSlots(tx, holder, 4, Temporal.Instant.from(at));
    });
  expect(await take("2026-11-09T06:00:30Z")).toHaveLength(2);
  expect(await take("2026-11-09T07:01:00Z")).toHaveLength(4);
  night.simulator.faults.clear();
  await night.collect(one);
  expect((await night.sql`select usage ->> 'appPercent' as used from graph_apps`)[0]?.used).toBe("2");
});

test("F09 613 is a wait of the account that was asked, not of the app; 613/1996 an hour, and somebody is told", async () => {
  const meta = moodyFetch({ when: ofAccount, error: { code: 613, error_subcode: 1996 }, times: 1 });
  night = await startNight(cast, { graph: { fetch: meta.fetch } });
  expect(await night.collect(both)).toMatchObject({ done: 1, remaining: 1 });
  expect(await blockedMinutes("2026-11-09T06:00:00Z")).toBeGreaterThanOrEqual(60);
  expect(await night.sql`select kind, severity from conditions where resolved_at is null`).toEqual([
    { kind: "unusual_call_volume", severity: "high" },
  ]);
  night.moveTo("2026-11-09T07:02:00Z");
  expect(await night.collect(one)).toMatchObject({ done: 1 });
  expect(await night.sql`select 1 from conditions where resolved_at is null`).toHaveLength(0);
});

test("368 stops the connection for a day and keeps its token; other connections go on", async () => {
  const connection = { name: "hotel", token: "EAAtokenOfTheHotel0001" };
  const apart = cast.map((part, index) => (index === 0 ? { ...part, connection } : part));
  const meta = moodyFetch({ when: ofAccount, error: { code: 368, error_subcode: 1404082 }, times: 1 });
  night = await startNight(apart, { graph: { fetch: meta.fetch } });
  await night.collect(both);
  expect(await night.sql`select state, token_ciphertext is not null as kept from connections`).toEqual([
    { state: "needs_confirmation", kept: true },
  ]);
  night.moveTo("2026-11-10T05:59:00Z");
  expect(await night.collect(both)).toMatchObject({ done: 1, remaining: 1 });
  expect(meta.asked.filter(ofAccount)).toHaveLength(1);
  night.moveTo("2026-11-10T06:01:00Z");
  expect(await night.collect(both)).toMatchObject({ done: 2 });
});
