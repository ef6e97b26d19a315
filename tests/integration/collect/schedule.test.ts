import { afterEach, expect, test } from "vitest";
import { collectDue, drainDue } from "@/lib/collect/run/scheduler-call";
import type { CastClient } from "@/tests/integration/cast";
import {
  campaignDay,
  days,
  jantarFrom,
  lenFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-11-01");
const other = lenFrom("2026-11-01");
const rows = days("2026-11-01", "2026-12-31").map((date) => campaignDay(date, "101"));
const ofLen = days("2026-11-01", "2026-12-31").map((date) => campaignDay(date, "900", {}, other));
const both = [
  { client, rows },
  { client: other, rows: ofLen },
];
const endless = { isOver: () => false, signal: new AbortController().signal };
const by = { trigger: "cron", requestedBy: "scheduler" } as const;
const call = () => collectDue(night.collector, endless, by);

const windows = async (one: CastClient) => {
  const found = await night.sql`
    select since::text, until::text from collection_attempts where ad_account_id = ${one.accountId} order by created_at`;
  return found.map(({ since, until }) => `${since} ${until}`);
};

test("an hourly call plans the pass of each account once; before 04:00, between the passes and doubled there is nothing to do", async () => {
  night = await startNight(both, { at: "2026-11-09T02:30:00Z" });
  // The noon pass of the day before was never made: a late first call makes it.
  expect(await call()).toMatchObject({ expected: 2, done: 2 });
  expect(await call()).toEqual({
    run_id: null,
    expected: 0,
    done: 0,
    failed: 0,
    skipped: 0,
    remaining: 0,
    accounts: [],
  });
  night.moveTo("2026-11-09T03:07:00Z");
  expect(await call()).toMatchObject({ expected: 2, done: 2 });
  night.moveTo("2026-11-09T09:07:00Z");
  expect(await call()).toMatchObject({ run_id: null, expected: 0 });
  night.moveTo("2026-11-09T11:07:00Z");
  expect(await call()).toMatchObject({ expected: 2, done: 2 });
  expect(await windows(client)).toEqual([
    // A new client begins with one day, then a week, then all.
    "2026-11-07 2026-11-07",
    "2026-11-01 2026-11-06",
    "2026-11-01 2026-11-08",
    "2026-11-01 2026-11-08",
  ]);
  expect(await night.sql`select pass, expected, done from collection_runs order by started_at`).toEqual([
    { pass: "noon", expected: 2, done: 2 },
    { pass: "morning", expected: 2, done: 2 },
    { pass: "noon", expected: 2, done: 2 },
  ]);
});

test("ten calls at the same moment and three late ones: one run, the calls to Meta of one", async () => {
  night = await startNight(both);
  const results = await Promise.all(Array.from({ length: 10 }, call));
  for (let late = 0; late < 3; late += 1) await call();
  expect(results.filter(({ run_id }) => run_id !== null)).toHaveLength(1);
  expect(await night.sql`select expected, done from collection_runs`).toEqual([{ expected: 2, done: 2 }]);
  // Per account its newest day, the week of it, the rest of the month.
  expect(await night.sql`select 1 from collection_attempts`).toHaveLength(6);
  // Per account for each window campaigns and total, once its 90 days; then of its month reach, total, and three breakdowns.
  expect(night.simulator.calls).toHaveLength(24);
});

test("C20 the day asked for is the account's own: Auckland, Warsaw and Los Angeles at one moment", async () => {
  const auckland = { ...client, zone: "Pacific/Auckland" };
  const angeles = { ...other, zone: "America/Los_Angeles" };
  night = await startNight(
    [
      { client: auckland, rows: [] },
      { client: angeles, rows: [] },
    ],
    { at: "2026-11-09T16:00:00Z" },
  );
  await call();
  expect((await windows(auckland))[0]).toBe("2026-11-09 2026-11-09");
  expect((await windows(angeles))[0]).toBe("2026-11-08 2026-11-08");
});

test("C21 days that change the clocks: one row per date, none missing, none twice", async () => {
  const warsaw = jantarFrom("2026-10-20");
  const october = days("2026-10-20", "2026-10-31").map((date) => campaignDay(date, "101"));
  night = await startNight([{ client: warsaw, rows: october }], { at: "2026-10-27T05:00:00Z" });
  expect(await call()).toMatchObject({ done: 1 });
  const stored = await night.sql`select date::text from daily_kpi_data order by date`;
  expect(stored.map(({ date }) => date)).toEqual(days("2026-10-20", "2026-10-26"));
});

test("incident 8: after an outage of weeks every missing day is found, newest first, and read again once it is final", async () => {
  const early = jantarFrom("2026-09-01");
  const all = days("2026-09-01", "2026-12-31").map((date) => campaignDay(date, "101"));
  night = await startNight([{ client: early, rows: all }], { at: "2026-11-09T06:00:00Z" });
  await night.collect({ since: "2026-09-10", until: "2026-09-12" });
  night.moveTo("2026-11-09T07:00:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  const read = (await windows(early)).slice(1);
  expect(read).toEqual([
    "2026-11-08 2026-11-08",
    "2026-11-02 2026-11-07",
    "2026-10-10 2026-11-01",
    "2026-09-09 2026-10-09",
    "2026-09-01 2026-09-08",
  ]);
  const stored = await night.sql`select count(*)::int as n from daily_kpi_data`;
  expect(stored[0]?.n).toBe(69);
  // 11 October was read when it was 28 days old; nothing is left behind the day after.
  night.moveTo("2026-11-10T06:00:00Z");
  await call();
  expect((await windows(early)).slice(6)).toEqual(["2026-10-12 2026-11-09"]);
});

test("incident 3: a night that failed is tried again hourly until it is good", async () => {
  night = await startNight(both);
  night.simulator.faults.add({
    when: { account: client.externalId.slice(4) },
    does: { kind: "error", code: 2 },
  });
  expect(await call()).toMatchObject({ expected: 2, done: 1, failed: 1 });
  expect(await call()).toMatchObject({ expected: 0 });
  night.moveTo("2026-11-09T07:07:00Z");
  expect(await call()).toMatchObject({ expected: 1, failed: 1 });
  night.simulator.faults.clear();
  night.moveTo("2026-11-09T08:07:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  night.moveTo("2026-11-09T09:07:00Z");
  expect(await call()).toMatchObject({ expected: 0 });
});

test("F12 a dead token is probed once a day, at the first pass, and named as skipped at noon", async () => {
  const connection = { name: "hotel", token: "EAAtokenOfTheHotel0001" };
  night = await startNight([
    { client, rows, connection },
    { client: other, rows: ofLen },
  ]);
  night.simulator.setToken("hotel", { state: "expired" });
  const probes = () => night.simulator.calls.filter(({ token }) => token === "hotel").length;
  expect(await call()).toMatchObject({ expected: 2, done: 1, failed: 1 });
  for (const hour of ["07", "08", "09", "10"]) {
    night.moveTo(`2026-11-09T${hour}:07:00Z`);
    expect(await call()).toMatchObject({ expected: 0 });
  }
  night.moveTo("2026-11-09T11:07:00Z");
  const noon = await call();
  expect(noon).toMatchObject({ expected: 2, done: 1, skipped: 1 });
  expect(noon.accounts[0]).toMatchObject({
    client: client.slug,
    state: "skipped",
    reason: "connection_broken",
  });
  expect(probes()).toBe(1);
  night.moveTo("2026-11-10T06:07:00Z");
  await call();
  expect(probes()).toBe(2);
});

test("F12 the environment's token is as dead for all accounts once it was refused for one, and a new value is tried within the hour", async () => {
  const renewed = "EAAtokenOfTheAgency0002";
  night = await startNight(both, {
    tokens: [{ id: "renewed", value: renewed, state: "ok", scopes: ["ads_read"] }],
  });
  night.simulator.setToken("agency", { state: "expired" });
  const oneAfterTheOther = () => night.collect({}, { concurrency: 1 });
  expect(await oneAfterTheOther()).toMatchObject({
    failed: 1,
    skipped: 1,
    accounts: [{ reason: "token_invalid" }, { reason: "connection_broken" }],
  });
  for (const hour of ["07", "08", "09", "10"]) {
    night.moveTo(`2026-11-09T${hour}:07:00Z`);
    expect(await call()).toMatchObject({ expected: 0 });
  }
  night.moveTo("2026-11-09T11:07:00Z");
  expect(await call()).toMatchObject({
    expected: 2,
    skipped: 2,
    accounts: [{ reason: "connection_broken" }, {}],
  });
  expect(night.simulator.calls).toHaveLength(1);
  night.moveTo("2026-11-10T06:07:00Z");
  expect(await oneAfterTheOther()).toMatchObject({ failed: 1, skipped: 1 });
  expect(night.simulator.calls).toHaveLength(2);

  Object.assign(night.collector, { envToken: renewed });
  night.moveTo("2026-11-10T07:07:00Z");
  expect(await call()).toMatchObject({ expected: 2, done: 2 });
  expect(await night.sql`select 1 from conditions where resolved_at is null`).toHaveLength(0);
  // Nothing of the values themselves is kept.
  expect(JSON.stringify(await night.sql`select evidence from conditions`)).not.toContain("EAAtoken");
});

test("F14 an account without access is probed at its own 04:00, also when the call is the noon of most others", async () => {
  const auckland = { ...client, zone: "Pacific/Auckland" };
  const saoPaulo = { ...other, zone: "America/Sao_Paulo" };
  const third = {
    ...saoPaulo,
    id: "c0000000-0000-4000-8000-000000000003",
    accountId: "d0000000-0000-4000-8000-000000000003",
    externalId: "act_1000000000000003",
    slug: "third",
  };
  night = await startNight(
    [auckland, saoPaulo, third].map((one) => ({ client: one, rows: [] })),
    { at: "2026-11-08T15:07:00Z" },
  );
  night.simulator.faults.add({ when: { account: "1000000000000001" }, does: { kind: "error", code: 200 } });
  await call();
  night.simulator.faults.clear();
  night.moveTo("2026-11-08T23:07:00Z");
  expect((await call()).accounts[0]).toMatchObject({ state: "skipped", reason: "no_access" });
  // 04:07 in Auckland, 12:07 in São Paulo.
  night.moveTo("2026-11-09T15:07:00Z");
  const mixed = await call();
  expect(await night.sql`select pass from collection_runs order by started_at desc limit 1`).toEqual([
    { pass: "noon" },
  ]);
  expect(mixed).toMatchObject({ expected: 3, done: 3, skipped: 0 });
});

test("a place left open by a dead worker is taken up by the next call and goes on where it stopped", async () => {
  const early = jantarFrom("2026-09-01");
  const all = days("2026-09-01", "2026-12-31").map((date) => campaignDay(date, "101"));
  night = await startNight([{ client: early, rows: all }]);
  // Campaigns and total of the first window, the account's 90 days: then the function's time is over.
  const stopsAfterOne = { isOver: () => night.simulator.calls.length >= 3, signal: endless.signal };
  expect(await collectDue(night.collector, stopsAfterOne, by)).toMatchObject({
    expected: 1,
    done: 0,
    remaining: 1,
  });
  const [first] = await windows(early);
  expect(first).toBe("2026-11-08 2026-11-08");
  expect(await drainDue(night.collector, endless)).toMatchObject({ expected: 1, done: 1, remaining: 0 });
  expect((await windows(early)).filter((window) => window === first)).toHaveLength(1);
  expect(await night.sql`select expected, done from collection_runs`).toEqual([{ expected: 1, done: 1 }]);
});

test("a place that is still open when the account's next pass begins has failed, and the next pass does its days", async () => {
  night = await startNight([{ client, rows }]);
  const over = { isOver: () => true, signal: endless.signal };
  expect(await collectDue(night.collector, over, by)).toMatchObject({ expected: 1, remaining: 1 });
  night.moveTo("2026-11-09T11:07:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
  const places = await night.sql`
    select p.state, p.reason, r.finished_at is not null as closed
    from collection_run_accounts p join collection_runs r on r.id = p.run_id order by r.started_at`;
  expect([...places]).toEqual([
    { state: "failed", reason: "next_pass_began", closed: true },
    { state: "done", reason: null, closed: true },
  ]);
});

test.each([
  ["of a pass", {}],
  ["of a range", { since: "2026-11-02", until: "2026-11-05" }],
])(
  "what a command line that was stopped left open %s goes on with the schedule, once nobody has been at it for a while",
  async (_, selection) => {
    night = await startNight([{ client, rows }]);
    await call();
    night.moveTo("2026-11-09T06:30:00Z");
    const stopped = { isOver: () => true, signal: endless.signal };
    expect(await night.collect(selection, { limits: stopped })).toMatchObject({ expected: 1, remaining: 1 });
    const states = () => night.sql`
      select p.state, r.done from collection_run_accounts p join collection_runs r on r.id = p.run_id where r.trigger = 'cli'`;
    const isAtIt = (until: string | null) =>
      night.sql`update ad_accounts set lease_holder = gen_random_uuid(), lease_until = ${until}`;
    // The command line may be about to begin with it.
    night.moveTo("2026-11-09T06:39:00Z");
    await call();
    expect(await states()).toEqual([{ state: "queued", done: 0 }]);
    // It is at it.
    await isAtIt("2026-11-09T07:08:00Z");
    night.moveTo("2026-11-09T07:07:00Z");
    await call();
    expect(await states()).toEqual([{ state: "queued", done: 0 }]);
    await isAtIt(null);
    night.moveTo("2026-11-09T08:07:00Z");
    await call();
    expect(await states()).toEqual([{ state: "done", done: 1 }]);
  },
);

test("a place that ends at the moment its next pass begins is counted once, as it ended", async () => {
  night = await startNight([{ client, rows }]);
  const over = { isOver: () => true, signal: endless.signal };
  await collectDue(night.collector, over, by);
  night.moveTo("2026-11-09T11:07:00Z");
  let planned: Promise<unknown> = Promise.resolve();
  await night.sql.begin(async (tx) => {
    await tx`update collection_run_accounts set state = 'done', finished_at = now()`;
    planned = call();
    // Until the call waits for the row of the place.
    for (let waiting = 0; waiting === 0; ) {
      const [row] = await night.sql`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%collection_run_accounts%'`;
      waiting = Number(row?.n);
    }
    await tx`update collection_runs set done = done + 1, finished_at = now()`;
  });
  await planned;
  const [morning] = await night.sql`
    select p.state, r.expected, r.done, r.failed from collection_run_accounts p join collection_runs r on r.id = p.run_id
    order by r.started_at limit 1`;
  expect(morning).toEqual({ state: "done", expected: 1, done: 1, failed: 0 });
});

test("C26 since older than 37 months is clamped before the call; a 3018 anyway moves one day on", async () => {
  const ancient = jantarFrom("2020-01-01");
  night = await startNight([{ client: ancient, rows: [] }]);
  const cut = await night.collect({ since: "2020-01-01", until: "2023-10-20" });
  // Whoever asked for more than there is hears of it.
  expect(cut.accounts[0]).toMatchObject({ state: "done", reason: "older_than_meta_keeps" });
  const asked = () =>
    night.simulator.calls.map(({ query }) => JSON.parse(query.time_range ?? "{}").since as string);
  expect(Math.min(...asked().map(Date.parse))).toBe(Date.parse("2023-10-12"));
  night.simulator.faults.add({ when: { level: "campaign", times: 2 }, does: { kind: "error", code: 3018 } });
  night.moveTo("2026-11-09T07:00:00Z");
  const whole = await night.collect({ since: "2023-10-12", until: "2023-10-20" });
  expect(whole.accounts[0]).toEqual({
    client: ancient.slug,
    account: ancient.externalId,
    state: "done",
    reason: "older_than_meta_keeps",
  });
  const [attempt] =
    await night.sql`select since::text, state from collection_attempts order by started_at desc limit 1`;
  expect(attempt).toEqual({ since: "2023-10-14", state: "ok" });
});

test("an unknown client and a range that ends before it begins are refused", async () => {
  night = await startNight([{ client, rows }]);
  await expect(night.collect({ clients: ["nobody"] })).rejects.toThrow("There is no client nobody");
  await expect(night.collect({ since: "2026-11-05", until: "2026-11-01" })).rejects.toThrow(
    "ends before it begins",
  );
  expect(night.simulator.calls).toHaveLength(0);
  expect(await night.sql`select 1 from collection_runs`).toHaveLength(0);
});

test("a range of which Meta keeps nothing any more is named as skipped, not asked for", async () => {
  night = await startNight([{ client: jantarFrom("2020-01-01"), rows: [] }]);
  const ancient = await night.collect({ since: "2020-01-01", until: "2020-01-31" });
  expect(ancient.accounts[0]).toMatchObject({ state: "skipped", reason: "older_than_meta_keeps" });
  expect(night.simulator.calls).toHaveLength(0);
});

test("a day that is not over and days before a client's first are refused in one sentence, and nothing is written", async () => {
  night = await startNight(both);
  const refused = (since: string, until: string, clients?: string[]) =>
    expect(night.collect({ since, until, ...(clients ? { clients } : {}) })).rejects;
  const notOver = (day: string) =>
    `${day} is not over yet; the newest day that can be collected is 2026-11-08.`;
  await refused("2026-11-05", "2026-11-10").toThrow(notOver("2026-11-10"));
  await refused("2026-11-05", "2026-11-09").toThrow(notOver("2026-11-09"));
  await refused("2026-11-09", "2026-11-09").toThrow(notOver("2026-11-09"));
  await expect(night.collect({ since: "2026-11-09" })).rejects.toThrow(notOver("2026-11-09"));
  await expect(night.collect({ until: "2026-11-09" })).rejects.toThrow(notOver("2026-11-09"));
  expect(night.simulator.calls).toHaveLength(0);
  await refused("2026-10-31", "2026-11-05", [client.slug]).toThrow(
    "hotel-jantar is collected from 2026-11-01 on, and the range begins before: ask from that day on, or import the client with an earlier collect_from.",
  );
  await refused("2026-10-01", "2026-10-31").toThrow("hotel-jantar is collected from 2026-11-01 on");
  expect(await night.sql`select 1 from collection_runs`).toHaveLength(0);
  // Of all clients each gives what it has.
  expect(await night.collect({ since: "2026-10-20", until: "2026-11-05" })).toMatchObject({ done: 2 });
  expect(await windows(client)).toEqual(["2026-11-01 2026-11-05"]);
});
