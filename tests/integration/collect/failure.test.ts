import { afterEach, expect, test } from "vitest";
import { setConnectionToken } from "@/lib/clients/set-connection-token";
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
import type { Deviation } from "@/tools/simulator/faults";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-11-01");
const other = lenFrom("2026-11-01");
const range = { since: "2026-11-01", until: "2026-11-07" };
const account = client.externalId.slice(4);
const rows = days("2026-11-01", "2026-11-07").flatMap((date) =>
  Array.from({ length: 20 }, (_, index) => campaignDay(date, String(100 + index))),
);
const ofLen = days("2026-11-01", "2026-11-07").map((date) => campaignDay(date, "900", {}, len));

async function storedRows(): Promise<number> {
  const [count] =
    await night.sql`select count(*)::int as n from campaign_daily_kpi_data where ad_account_id = ${client.accountId}`;
  return count?.n;
}

/** What is retried ends complete, every row once. */
const cured: readonly (readonly [string, Deviation, number])[] = [
  ["F01 a 500 with code 1, once", { kind: "error", code: 1 }, 1],
  ["F18 2642 on page 3: restarted from page 1", { kind: "error", code: 2642 }, 1],
  ["F19 truncated JSON with 200, twice", { kind: "truncate" }, 2],
  ["F20 an HTML 502", { kind: "http", status: 502, body: "<html>", contentType: "text/html" }, 1],
  ["F20 a connection reset", { kind: "reset" }, 1],
  ["F20 a hanging answer", { kind: "hang", ms: 120_000 }, 1],
];
for (const [name, does, times] of cured) {
  test(`${name}: retried, complete, rows once`, async () => {
    night = await startNight([{ client, rows }], { pageLimit: 25, graph: { readTimeoutMs: 400 } });
    night.simulator.faults.add({ when: { level: "campaign", page: 3, times }, does });
    expect(await night.collect(range)).toMatchObject({ expected: 1, done: 1 });
    expect(await storedRows()).toBe(140);
    expect(await night.sql`select 1 from daily_kpi_data where not reconciled`).toHaveLength(0);
  });
}

test("F21 a permanent failure on page 4 of 6: nothing of the window is visible, earlier data is intact", async () => {
  night = await startNight([{ client, rows }], { pageLimit: 25 });
  await night.collect({ since: "2026-11-01", until: "2026-11-03" });
  const snapshot = () => night.sql`
    select xmin::text, date::text, campaign_id, total_spend from campaign_daily_kpi_data order by date, campaign_id`;
  const before = await snapshot();
  night.simulator.setRows(
    account,
    rows.map((row) => ({ ...row, spend: "99" })),
  );
  night.simulator.faults.add({ when: { level: "campaign", page: 4 }, does: { kind: "error", code: 100 } });
  expect(await night.collect(range)).toMatchObject({ expected: 1, done: 0, failed: 1 });
  expect(await snapshot()).toEqual(before);
  expect(await night.sql`select state, error_code from collection_attempts where state <> 'ok'`).toEqual([
    { state: "failed", error_code: 100 },
  ]);
});

test("incident 5: an error of Meta never becomes an empty list or a zero", async () => {
  night = await startNight([{ client, rows }]);
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 2 } });
  const result = await night.collect(range);
  expect(result).toMatchObject({ done: 0, failed: 1 });
  expect(result.accounts[0]).toMatchObject({
    state: "failed",
    reason: "meta_unavailable",
    error: { class: "RETRY", code: 2 },
  });
  expect(await night.sql`select 1 from daily_kpi_data`).toHaveLength(0);
});

test("incident 1: a run with failures is never a success", async () => {
  night = await startNight([
    { client, rows },
    { client: other, rows: ofLen },
  ]);
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 100 } });
  expect(await night.collect(range)).toMatchObject({ expected: 2, done: 0, failed: 2, remaining: 0 });
  expect(await night.sql`select expected, done, failed from collection_runs`).toEqual([
    { expected: 2, done: 0, failed: 2 },
  ]);
});

const own = { name: "hotel", token: "EAAtokenOfTheHotel0001" };

test("F12 190/463: the connection is broken with one finding, others go on, no further call in the run", async () => {
  night = await startNight([
    { client, rows, connection: own },
    { client: other, rows: ofLen },
  ]);
  night.simulator.setToken("hotel", { state: "expired" });
  const result = await night.collect(range);
  expect(result).toMatchObject({ expected: 2, done: 1, failed: 1 });
  expect(result.accounts[0]).toMatchObject({
    client: client.slug,
    reason: "token_invalid",
    error: { code: 190, subcode: 463 },
  });
  expect(await night.sql`select state from connections`).toEqual([{ state: "broken" }]);
  expect(await night.sql`select check_key, severity from findings`).toEqual([
    { check_key: "token_invalid", severity: "critical" },
  ]);
  expect(night.simulator.calls.filter(({ token }) => token === "hotel")).toHaveLength(1);
  night.simulator.setToken("hotel", { state: "ok" });
  night.moveTo("2026-11-09T07:00:00Z");
  expect(await night.collect(range)).toMatchObject({ done: 2 });
  expect(await night.sql`select state from connections`).toEqual([{ state: "ok" }]);
  expect(await night.sql`select 1 from findings where resolved_at is null`).toHaveLength(0);
});

test("F12 a token that is replaced while it reads: its refusal breaks nothing of the new one, which reads within the hour", async () => {
  const renewed = "EAAtokenOfTheHotel0002";
  let isReplaced = false;
  const replacing: typeof fetch = async (...asked) => {
    if (!isReplaced) {
      isReplaced = true;
      await setConnectionToken({
        db: night.database.db,
        actor: { staffId: null, role: "admin", name: "cli (test)" },
        keys: night.collector.keys(),
        name: own.name,
        token: renewed,
        kind: "system_user",
        as: "replacement",
      });
      night.simulator.setToken("hotel", { state: "expired" });
    }
    return fetch(...asked);
  };
  night = await startNight([{ client, rows, connection: own }], {
    tokens: [{ id: "renewed", value: renewed, state: "ok", scopes: ["ads_read"] }],
    graph: { fetch: replacing },
  });
  const call = () =>
    collectDue(
      night.collector,
      { isOver: () => false, signal: new AbortController().signal },
      { trigger: "cron", requestedBy: "scheduler" },
    );
  expect((await call()).accounts[0]).toMatchObject({
    state: "failed",
    reason: "internal",
    error: { class: "RETRY", message: expect.stringContaining("replaced") },
  });
  expect(await night.sql`select state, broken_since from connections`).toEqual([
    { state: "ok", broken_since: null },
  ]);
  expect(await night.sql`select 1 from conditions`).toHaveLength(0);
  expect(await night.sql`select 1 from findings`).toHaveLength(0);
  night.moveTo("2026-11-09T07:07:00Z");
  expect(await call()).toMatchObject({ expected: 1, done: 1 });
});

test("F13 190/459: the token is kept, the connection needs a person's confirmation", async () => {
  night = await startNight([{ client, rows, connection: own }]);
  const before = await night.sql`select token_ciphertext from connections`;
  night.simulator.setToken("hotel", { state: "checkpointed" });
  await night.collect(range);
  expect(await night.sql`select state from connections`).toEqual([{ state: "needs_confirmation" }]);
  expect(await night.sql`select token_ciphertext from connections`).toEqual(before);
});

test("F14, F15, incident 33: no permission for one account: it is named and kept, the other completes", async () => {
  night = await startNight([
    { client, rows },
    { client: other, rows: ofLen },
  ]);
  night.simulator.setToken("agency", { accounts: [other.externalId.slice(4)] });
  const result = await night.collect(range);
  expect(result).toMatchObject({ expected: 2, done: 1, failed: 1 });
  expect(result.accounts[0]).toMatchObject({ account: client.externalId, reason: "no_access" });
  const access = await night.sql`select external_id, access from ad_accounts order by external_id`;
  expect([...access]).toEqual([
    { external_id: client.externalId, access: "no_access" },
    { external_id: other.externalId, access: "ok" },
  ]);
});

test("F36 localised error texts change no class", async () => {
  night = await startNight([{ client, rows }]);
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 190, subcode: 460, locale: "pl" } });
  const result = await night.collect(range);
  expect(result.accounts[0]?.error).toMatchObject({ class: "FIX_CREDENTIALS", code: 190, subcode: 460 });
});

test("F43 a wrong appsecret_proof: credentials, no retry", async () => {
  night = await startNight([{ client, rows }], { graph: { appSecret: "another-secret" } });
  const result = await night.collect(range);
  expect(result.accounts[0]?.error).toMatchObject({ class: "FIX_CREDENTIALS", code: 100 });
  expect(night.simulator.calls).toHaveLength(1);
});

test("F45 malformed usage headers are ignored, good ones are kept on the account", async () => {
  night = await startNight([{ client, rows }]);
  night.simulator.faults.add({
    when: {},
    does: { kind: "headers", headers: { "x-business-use-case-usage": "{not json" } },
  });
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  night.simulator.faults.clear();
  await night.collect(range);
  const [stored] = await night.sql`select usage from ad_accounts`;
  expect(stored?.usage).toMatchObject({ accountPercent: expect.any(Number) });
});

test("F06 a rate limit blocks the account until Meta's time, is kept and obeyed, and leaves the other alone", async () => {
  night = await startNight([
    { client, rows },
    { client: other, rows: ofLen },
  ]);
  night.simulator.faults.add({
    when: { account, times: 1 },
    does: { kind: "error", code: 17, subcode: 2446079 },
  });
  const result = await night.collect(range);
  expect(result).toMatchObject({ expected: 2, done: 1, remaining: 1 });
  const calls = night.simulator.calls.length;
  expect(await night.collect({ ...range, clients: [client.slug] })).toMatchObject({
    expected: 1,
    remaining: 1,
  });
  expect(night.simulator.calls).toHaveLength(calls);
  night.moveTo("2026-11-09T06:20:00Z");
  expect(await night.collect({ ...range, clients: [client.slug] })).toMatchObject({ expected: 1, done: 1 });
});

test("incident 44: twelve clients at once, one of them crashing, harm no other", async () => {
  const cast = Array.from({ length: 12 }, (_, index) => {
    const digit = String(index + 1).padStart(2, "0");
    const one = {
      ...client,
      id: `c0000000-0000-4000-8000-0000000000${digit}`,
      accountId: `d0000000-0000-4000-8000-0000000000${digit}`,
      slug: `client-${digit}`,
      externalId: `act_10000000000000${digit}`,
    };
    return {
      client: one,
      rows: [campaignDay("2026-11-02", `77${digit}`, { spend: String(index + 1) }, one)],
    };
  });
  night = await startNight(cast);
  night.simulator.faults.add({ when: { account: "1000000000000005" }, does: { kind: "error", code: 100 } });
  expect(await night.collect(range, { concurrency: 12 })).toMatchObject({
    expected: 12,
    done: 11,
    failed: 1,
  });
  const spends = await night.sql`
    select c.slug, sum(total_spend)::text as spend from daily_kpi_data d join clients c on c.id = d.client_id group by 1 order by 1`;
  expect(spends.map(({ spend }) => spend)).toEqual([
    "1",
    "2",
    "3",
    "4",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
  ]);
});
