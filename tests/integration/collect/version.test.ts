import { afterEach, expect, test } from "vitest";
import { collectDue } from "@/lib/collect/run/scheduler-call";
import { len } from "@/tests/integration/cast";
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
const range = { since: "2026-11-01", until: "2026-11-07" };
const cast = [
  { client, rows: days("2026-11-01", "2026-11-07").map((date) => campaignDay(date, "100")) },
  { client: other, rows: days("2026-11-01", "2026-11-07").map((date) => campaignDay(date, "900", {}, len)) },
];
const conditions = () =>
  night.sql`select kind, subject, severity, resolved_at is null as open from conditions`;

test("F16 2635: the whole collector stops with one alert, looks once a day, and goes on by itself", async () => {
  night = await startNight(cast);
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 2635 } });
  const result = await night.collect(range, { concurrency: 1 });
  expect(result).toMatchObject({ expected: 2, done: 0, failed: 1, skipped: 1 });
  expect(result.accounts.map(({ reason }) => reason)).toEqual(["version_refused", "version_refused"]);
  expect(night.simulator.calls).toHaveLength(1);
  const alert = { kind: "version_refused", subject: night.collector.appId, severity: "critical", open: true };
  expect(await conditions()).toEqual([alert]);

  night.moveTo("2026-11-09T20:00:00Z");
  expect(await night.collect(range)).toMatchObject({ skipped: 2 });
  expect(night.simulator.calls).toHaveLength(1);

  night.moveTo("2026-11-10T05:00:00Z");
  expect(await night.collect(range, { concurrency: 1 })).toMatchObject({ failed: 1, skipped: 1 });
  expect(night.simulator.calls).toHaveLength(2);
  expect(await conditions()).toEqual([alert]);

  night.simulator.faults.clear();
  night.moveTo("2026-11-11T05:00:00Z");
  expect(await night.collect(range, { concurrency: 1 })).toMatchObject({ done: 2 });
  expect(await conditions()).toEqual([{ ...alert, open: false }]);
});

test("F16 while one looks whether the version still is refused, the others wait instead of being skipped", async () => {
  night = await startNight(cast);
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 2635 } });
  await night.collect({ ...range, clients: [client.slug] });
  night.simulator.faults.clear();
  night.simulator.faults.add({ when: {}, does: { kind: "latency", ms: 300 } });
  night.moveTo("2026-11-10T05:00:00Z");
  expect(await night.collect(range, { concurrency: 2 })).toMatchObject({ done: 1, remaining: 1, skipped: 0 });
});

test("F16 another configured version is tried at once by whoever collects by hand", async () => {
  night = await startNight(cast);
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 2635 } });
  await night.collect(range, { concurrency: 1 });
  night.simulator.faults.clear();
  Object.assign(night.collector, { apiVersion: "v25.0" });
  expect(await night.collect(range, { concurrency: 1 })).toMatchObject({ done: 2 });
  expect(await night.sql`select stopped_reason from graph_apps`).toEqual([{ stopped_reason: null }]);
});

const callOf = (one: Night) => () =>
  collectDue(
    one.collector,
    { isOver: () => false, signal: new AbortController().signal },
    { trigger: "cron", requestedBy: "scheduler" },
  );

test("F16 another configured version is collected with by the next hourly call, not by the next pass", async () => {
  night = await startNight(cast, { at: "2026-11-09T11:07:00Z" });
  const call = callOf(night);
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 2635 } });
  const refused = await call();
  expect(refused).toMatchObject({ expected: 2, done: 0 });
  const asked = night.simulator.calls.length;
  night.moveTo("2026-11-09T12:07:00Z");
  expect(await call()).toMatchObject({ run_id: null, expected: 0 });
  expect(night.simulator.calls).toHaveLength(asked);

  night.simulator.faults.clear();
  Object.assign(night.collector, { apiVersion: "v25.0" });
  night.moveTo("2026-11-09T13:07:00Z");
  expect(await call()).toMatchObject({ expected: 2, done: 2 });
  night.moveTo("2026-11-09T14:07:00Z");
  expect(await call()).toMatchObject({ run_id: null, expected: 0 });
});

test("an account that the portal was not set up to read is read by the next hourly call once it is", async () => {
  night = await startNight(
    [{ client, rows: cast[0]?.rows ?? [], connection: { name: "hotel", token: "EAAtokenOfTheHotel00001" } }],
    { at: "2026-11-09T03:07:00Z" },
  );
  const call = callOf(night);
  const { keys } = night.collector;
  Object.assign(night.collector, { keys: () => new Map() });
  expect(await call()).toMatchObject({ expected: 1, failed: 1, accounts: [{ reason: "not_configured" }] });
  Object.assign(night.collector, { keys });
  night.moveTo("2026-11-09T04:07:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
});

test("F17 Meta answers with another version: the data is kept, one warning is raised", async () => {
  night = await startNight(cast);
  night.simulator.faults.add({
    when: {},
    does: {
      kind: "headers",
      headers: { "facebook-api-version": "v27.0", "x-ad-api-version-warning": "v26.0 was upgraded" },
    },
  });
  expect(await night.collect(range)).toMatchObject({ done: 2 });
  expect(await night.sql`select 1 from daily_kpi_data`).toHaveLength(14);
  expect(await conditions()).toEqual([
    { kind: "version_warning", subject: night.collector.appId, severity: "high", open: true },
  ]);

  // The first answer in the version that is asked ends it, and the next time is a new one.
  const warned = { kind: "version_warning", subject: night.collector.appId, severity: "high" };
  night.moveTo("2026-11-10T06:00:00Z");
  night.simulator.faults.clear();
  await night.collect(range);
  expect(await conditions()).toEqual([{ ...warned, open: false }]);
  Object.assign(night.collector, { apiVersion: "v25.0" });
  await night.collect(range);
  expect(await conditions()).toEqual([
    { ...warned, open: false },
    { ...warned, open: true },
  ]);
});

test("F17 the end of a warning costs an ordinary window nothing, also while the end of the version is named", async () => {
  night = await startNight(cast.slice(0, 1));
  const { db } = night.collector;
  let transactions = 0;
  const asCollectorBulk: typeof db.asCollectorBulk = (work) => {
    transactions += 1;
    return db.asCollectorBulk(work);
  };
  Object.assign(night.collector, { db: { ...db, asCollectorBulk } });
  const transactionsOfARead = async () => {
    transactions = 0;
    expect(await night.collect(range)).toMatchObject({ done: 1 });
    return transactions;
  };
  await transactionsOfARead();
  const ordinary = await transactionsOfARead();
  const raise = (kind: string) => night.sql`
    insert into conditions (kind, subject, severity, message, evidence, opened_at, seen_at)
    values (${kind}, ${night.collector.appId}, 'normal', 'soon', '{}', now(), now())`;
  await raise("version_ending");
  expect(await transactionsOfARead()).toBe(ordinary);
  await raise("version_warning");
  expect(await transactionsOfARead()).toBe(ordinary + 1);
  expect(await transactionsOfARead()).toBe(ordinary);
});
