import { afterEach, expect, test } from "vitest";
import { acceptAccountChange } from "@/lib/clients/accept-account-change";
import { setConnectionToken } from "@/lib/clients/set-connection-token";
import type { Actor } from "@/lib/db/database";
import { readDay } from "@/lib/facts/grid/read-day";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { jantar } from "@/tests/integration/cast";
import {
  appSecret,
  campaignDay,
  days,
  jantarFrom,
  lenFrom,
  mondayMorning,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

const app = { id: "1200000000000001", secret: appSecret };
const id = jantar.externalId.slice("act_".length);
const cli: Actor = { staffId: null, role: "admin", name: "cli (test)" };

let night: Night;
afterEach(() => night.close());

/** Hotel Jantar with a few days, collected by a collector that also looks at accounts and tokens. */
async function start(options: Parameters<typeof startNight>[1] = {}, withConnection = false) {
  const rows = days("2026-11-02", "2026-11-20").map((date) => campaignDay(date, "1"));
  night = await startNight(
    [
      {
        client: jantarFrom("2026-11-05"),
        rows,
        mapping: {},
        ...(withConnection ? { connection: { name: "hotel", token: "EAAtokenOfTheHotel00001" } } : {}),
      },
    ],
    { life: { app }, ...options },
  );
  return night;
}

const conditions = () =>
  night.sql`select kind, subject, severity, message, evidence, resolved_at is null as open from conditions order by id`;
const stored = async () =>
  (await night.sql`select count(*)::int as n, max(date)::text as newest from daily_kpi_data`)[0];
const calls = (path: string) => night.simulator.calls.filter((call) => call.path === path);

test("C22 limits and budgets are stored in major units: forints have none, złoty have a hundred", async () => {
  await start();
  night.simulator.setAccount(id, {
    spendCap: "500000",
    amountSpent: "123456",
    balance: "99",
    campaigns: [
      {
        id: "1",
        name: "Campaign 1",
        objective: "OUTCOME_SALES",
        effective_status: "ACTIVE",
        daily_budget: "15000",
      },
    ],
  });
  await night.collect();
  await night.collect();
  expect(await night.sql`select currency, spend_cap, amount_spent, balance from account_limits`).toEqual([
    { currency: "PLN", spend_cap: "5000", amount_spent: "1234.56", balance: "0.99" },
  ]);
  await night.sql`update ad_accounts set currency = 'HUF', account_checked_at = null`;
  night.simulator.setAccount(id, { currency: "HUF" });
  await night.collect();
  const [campaign] = await night.sql`select status, effective_status, daily_budget, is_stub from campaigns`;
  expect(campaign).toMatchObject({ effective_status: "ACTIVE", daily_budget: "15000", is_stub: false });
  expect(await night.sql`select currency, spend_cap from account_limits`).toEqual([
    { currency: "HUF", spend_cap: "500000" },
  ]);
});

test("an account is looked at once a day, whoever comes and how often", async () => {
  await start();
  await Promise.all([night.collect(), night.collect()]);
  await night.collect();
  expect(calls(`/${jantar.externalId}`)).toHaveLength(1);
  expect(calls("/debug_token")).toHaveLength(1);
  night.moveTo("2026-11-10T06:00:00Z");
  await night.collect();
  expect(calls(`/${jantar.externalId}`)).toHaveLength(2);
  expect(calls("/debug_token")).toHaveLength(2);
});

test("F40 a disabled account goes on being read, and it is said once that it is disabled", async () => {
  await start();
  night.simulator.setAccount(id, { status: 2, disableReason: 3 });
  expect(await night.collect()).toMatchObject({ done: 1 });
  night.moveTo("2026-11-10T06:00:00Z");
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await stored()).toMatchObject({ newest: "2026-11-09" });
  expect(await conditions()).toMatchObject([
    { kind: "account_status", open: true, evidence: { status: 2, disable_reason: 3 } },
  ]);
  night.simulator.setAccount(id, { status: 1 });
  night.moveTo("2026-11-11T06:00:00Z");
  await night.collect();
  expect(await conditions()).toMatchObject([{ kind: "account_status", open: false }]);
});

test("F41 another currency stops the account until somebody accepts it, and nothing is written meanwhile", async () => {
  await start();
  await night.collect();
  const before = await stored();
  night.simulator.setAccount(id, { currency: "EUR" });
  night.moveTo("2026-11-10T06:00:00Z");
  const run = await night.collect();
  expect(run).toMatchObject({ skipped: 1, accounts: [{ state: "skipped" }] });
  expect(await stored()).toEqual(before);
  expect(await conditions()).toMatchObject([
    {
      kind: "account_changed",
      severity: "high",
      open: true,
      evidence: { currency: { from: "PLN", to: "EUR" } },
    },
  ]);
  // Days asked for by hand are not written either, and Meta is not asked for them.
  const insights = calls(`/${jantar.externalId}/insights`).length;
  expect(await night.collect({ since: "2026-11-06", until: "2026-11-07" })).toMatchObject({ skipped: 1 });
  expect(calls(`/${jantar.externalId}/insights`)).toHaveLength(insights);

  expect(await acceptAccountChange(night.database.db, cli, "nobody")).toEqual({ kind: "unknown_client" });
  expect(await acceptAccountChange(night.database.db, cli, jantar.slug)).toMatchObject({ kind: "accepted" });
  expect(await acceptAccountChange(night.database.db, cli, jantar.slug)).toEqual({
    kind: "nothing_to_accept",
  });
  night.simulator.setRows(
    id,
    days("2026-11-02", "2026-11-20").map((date) => campaignDay(date, "1", { account_currency: "EUR" })),
  );
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await stored()).toMatchObject({ newest: "2026-11-09" });
  expect(await conditions()).toMatchObject([{ kind: "account_changed", open: false }]);
  expect(await night.sql`select action, subject from audit_log`).toEqual([
    { action: "account.accept_change", subject: jantar.slug },
  ]);
});

test("F41 an account whose time zone went back by itself is read again", async () => {
  await start();
  night.simulator.setAccount(id, { timeZone: "Europe/Berlin" });
  expect(await night.collect()).toMatchObject({ skipped: 1 });
  night.simulator.setAccount(id, { timeZone: "Europe/Warsaw" });
  night.moveTo("2026-11-10T06:00:00Z");
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await conditions()).toMatchObject([{ kind: "account_changed", open: false }]);
});

test("F15 a permission that does not reach an account names it, while the scope is there", async () => {
  await start({ tokens: [] }, true);
  night.simulator.setToken("hotel", { accounts: ["1000000000000099"] });
  await night.collect();
  const named = (await conditions()).find(({ kind }) => kind === "account_not_granted");
  expect(named).toMatchObject({ severity: "high", open: true, evidence: { account: jantar.externalId } });
  expect(named?.message).toContain(jantar.externalId);
});

test("a token about to expire is said in time: 14, 7 and 1 days before, one condition that grows louder", async () => {
  await start({}, true);
  const expiry = Date.parse("2026-11-22T12:00:00Z") / 1000;
  night.simulator.setToken("hotel", { expiresAt: expiry });
  const loudness: unknown[] = [];
  for (const day of ["07", "09", "16", "21"]) {
    night.moveTo(`2026-11-${day}T06:00:00Z`);
    await night.collect();
    const open = (await conditions()).filter((one) => one.kind === "token_expiring" && one.open);
    loudness.push(open.map(({ severity }) => severity));
  }
  expect(loudness).toEqual([[], ["normal"], ["high"], ["critical"]]);
});

test("incident 32 a token that exists and reads nothing is not healthy, and one that reads is, whatever is said of it", async () => {
  await start({}, true);
  night.simulator.setToken("hotel", { state: "expired" });
  await night.collect();
  expect(await night.sql`select state from connections`).toEqual([{ state: "broken" }]);
  expect(await conditions()).toMatchObject([{ kind: "token_invalid", severity: "critical", open: true }]);
  night.simulator.setToken("hotel", { state: "ok" });
  night.moveTo("2026-11-10T06:00:00Z");
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await conditions()).toMatchObject([{ kind: "token_invalid", open: false }]);
  // Meta's word about a token breaks no connection that reads.
  night.simulator.faults.add({
    when: { path: "^/debug_token$" },
    does: {
      kind: "error",
      code: 100,
      message: "The access token does not belong to the owner or developer of the app.",
    },
  });
  night.moveTo("2026-11-11T06:00:00Z");
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await night.sql`select state from connections`).toEqual([{ state: "ok" }]);
});

const tokenLook = async (table: "connections" | "graph_apps") =>
  (
    await night.sql`select to_char(token_checked_at at time zone 'UTC', 'YYYY-MM-DD') as day from ${night.sql(table)}`
  )[0]?.day ?? null;

test.each([
  ["connections", true],
  ["graph_apps", false],
] as const)(
  "a token that Meta says nothing of has not been looked at, and the next pass asks again: %s",
  async (table, hasConnection) => {
    await start({}, hasConnection);
    const says = () =>
      night.simulator.faults.add({
        when: { path: "^/debug_token$" },
        does: {
          kind: "error",
          code: 100,
          message: "The access token does not belong to the owner or developer of the app.",
        },
      });
    says();
    expect(await night.collect()).toMatchObject({ done: 1 });
    expect(await tokenLook(table)).toBeNull();
    night.simulator.faults.clear();
    night.moveTo("2026-11-09T07:00:00Z");
    expect(await night.collect()).toMatchObject({ done: 1 });
    expect(await tokenLook(table)).toBe("2026-11-09");
    says();
    night.moveTo("2026-11-10T06:00:00Z");
    expect(await night.collect()).toMatchObject({ done: 1 });
    expect(await tokenLook(table)).toBe("2026-11-09");
  },
);

test.each([
  ["refuses", { kind: "error", code: 100 }, 1],
  ["does not answer", { kind: "error", code: 2, status: 500 }, 2],
] as const)(
  "a question about a token that Meta %s is asked for one of its accounts an hour, not for each",
  async (_, does, tries) => {
    const connection = { name: "all", token: "EAAtokenOfAll00000000001" };
    const five = [1, 2, 3, 4, 5].map((n) => ({
      ...jantarFrom("2026-11-08"),
      id: `b1000000-0000-4000-8000-00000000000${n}`,
      accountId: `b2000000-0000-4000-8000-00000000000${n}`,
      externalId: `act_300000000000000${n}`,
      slug: `hotel-${n}`,
    }));
    night = await startNight(
      five.map((client) => ({
        client,
        connection,
        rows: [campaignDay("2026-11-08", "1", {}, client)],
        mapping: {},
      })),
      { life: { app } },
    );
    night.simulator.faults.add({ when: { path: "^/debug_token$" }, does });
    for (const [hour, asked] of [
      ["06:00", 1],
      ["06:40", 1],
      ["07:00", 2],
    ] as const) {
      night.moveTo(`2026-11-09T${hour}:00Z`);
      expect(await night.collect()).toMatchObject({ done: 5 });
      expect(calls("/debug_token")).toHaveLength(asked * tries);
    }
    // A new token is none that Meta said nothing of.
    const { db, keys } = night.collector;
    night.simulator.faults.clear();
    await setConnectionToken({
      db,
      actor: cli,
      keys: keys(),
      name: "all",
      token: connection.token,
      kind: "system_user",
      as: "replacement",
    });
    await night.collect();
    expect(await tokenLook("connections")).toBe("2026-11-09");
  },
);

test("what Meta says of a token that is replaced meanwhile is not said of the new one", async () => {
  let isReplaced = false;
  const replacing: typeof fetch = async (...asked) => {
    const answer = await fetch(...asked);
    if (!isReplaced && String(asked[0]).includes("debug_token")) {
      isReplaced = true;
      await setConnectionToken({
        db: night.database.db,
        actor: cli,
        keys: night.collector.keys(),
        name: "hotel",
        token: "EAAtokenOfTheHotel00002",
        kind: "system_user",
        as: "replacement",
      });
    }
    return answer;
  };
  await start({ graph: { fetch: replacing } }, true);
  night.simulator.setToken("hotel", { expiresAt: Date.parse("2026-11-12T12:00:00Z") / 1000 });
  await night.collect();
  expect(isReplaced).toBe(true);
  expect(await night.sql`select scopes, expires_at, token_checked_at from connections`).toEqual([
    { scopes: null, expires_at: null, token_checked_at: null },
  ]);
  expect((await conditions()).filter(({ kind }) => kind === "token_expiring")).toEqual([]);
});

test("F12 F13 a dead token is one condition for its connection, however many accounts it reads", async () => {
  const rows = (client: typeof jantar) =>
    days("2026-11-05", "2026-11-10").map((date) => campaignDay(date, "1", {}, client));
  const connection = { name: "both", token: "EAAtokenOfBoth0000000001" };
  const [first, second] = [jantarFrom("2026-11-05"), lenFrom("2026-11-05")];
  night = await startNight(
    [
      { client: first, rows: rows(first), mapping: {}, connection },
      { client: second, rows: rows(second), mapping: {}, connection },
    ],
    { life: { app } },
  );
  night.simulator.setToken("both", { state: "checkpointed" });
  await night.collect();
  expect((await conditions()).filter(({ kind }) => kind === "token_invalid")).toHaveLength(1);
  expect(await night.sql`select state from connections`).toEqual([{ state: "needs_confirmation" }]);
});

test("incident 47 campaigns that cannot be read keep no figures back, and are asked for again the next day", async () => {
  await start();
  night.simulator.faults.add({ when: { path: "/campaigns$", times: 12 }, does: { kind: "error", code: 1 } });
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await stored()).toMatchObject({ newest: "2026-11-08" });
  expect(await conditions()).toMatchObject([{ kind: "entities_not_read", severity: "normal", open: true }]);
  night.simulator.faults.clear();
  night.moveTo("2026-11-10T06:00:00Z");
  await night.collect();
  expect(await conditions()).toMatchObject([{ kind: "entities_not_read", open: false }]);
});

test("a campaign that Meta has no more stays as its rows named it, marked as a stub; conversions have names", async () => {
  await start();
  night.simulator.setAccount(id, {
    campaigns: [],
    customConversions: [{ id: "77", name: "Telefon z menu", custom_event_type: "CONTACT" }],
  });
  // Known from rows only with the second day's look.
  await night.collect();
  night.moveTo("2026-11-10T06:00:00Z");
  await night.collect();
  expect(await night.sql`select external_id, name, is_stub from campaigns`).toEqual([
    { external_id: "1", name: "Campaign 1", is_stub: true },
  ]);
  expect(await night.sql`select external_id, name, event_type from custom_conversions`).toEqual([
    { external_id: "77", name: "Telefon z menu", event_type: "CONTACT" },
  ]);
  const asked = calls("/1").length;
  night.moveTo("2026-11-11T06:00:00Z");
  await night.collect();
  expect(calls("/1")).toHaveLength(asked);
});

test.each([
  ["is not there (803)", { code: 803 }, { is_stub: true }],
  ["cannot be asked for (100)", { code: 100, message: "Invalid parameter" }, { is_stub: true }],
  ["is never answered (500)", { code: 1, status: 500 }, { is_stub: false }],
] as const)(
  "incident 47 a campaign that %s keeps neither the others' statuses nor the conversions back",
  async (_, error, alone) => {
    const rows = days("2026-11-02", "2026-11-20").flatMap((date) => [
      campaignDay(date, "1"),
      campaignDay(date, "2"),
    ]);
    night = await startNight([{ client: jantarFrom("2026-11-05"), rows, mapping: {} }], { life: { app } });
    await night.collect();
    night.simulator.setAccount(id, {
      campaigns: [{ id: "2", name: "Campaign 2", objective: "OUTCOME_SALES", effective_status: "PAUSED" }],
      customConversions: [{ id: "77", name: "Telefon", custom_event_type: "CONTACT" }],
    });
    night.simulator.faults.add({ when: { path: "^/1$" }, does: { kind: "error", ...error } });
    night.moveTo("2026-11-10T06:00:00Z");
    expect(await night.collect()).toMatchObject({ done: 1 });
    expect(
      await night.sql`select external_id, effective_status, is_stub from campaigns order by external_id`,
    ).toMatchObject([
      { external_id: "1", ...alone },
      { external_id: "2", effective_status: "PAUSED", is_stub: false },
    ]);
    expect(await night.sql`select name from custom_conversions`).toEqual([{ name: "Telefon" }]);
    expect((await conditions()).filter(({ open }) => open)).toHaveLength(alone.is_stub ? 0 : 1);
  },
);

test("incident 47 conversions that cannot be read keep no campaign's status back, nor the other way round", async () => {
  await start();
  const sides = async (at: string, status: string, conversion: string, path: string) => {
    night.simulator.setAccount(id, {
      campaigns: [{ id: "1", name: "Campaign 1", objective: "OUTCOME_SALES", effective_status: status }],
      customConversions: [{ id: "77", name: conversion, custom_event_type: "CONTACT" }],
    });
    night.simulator.faults.clear();
    night.simulator.faults.add({ when: { path }, does: { kind: "error", code: 1, status: 500 } });
    night.moveTo(at);
    await night.collect();
    const [row] = await night.sql`
      select c.effective_status, v.name from campaigns c left join custom_conversions v using (ad_account_id)`;
    expect((await conditions()).filter(({ open }) => open)).toMatchObject([{ kind: "entities_not_read" }]);
    return row;
  };
  await night.collect();
  expect(await sides("2026-11-10T06:00:00Z", "PAUSED", "Telefon", "/customconversions$")).toEqual({
    effective_status: "PAUSED",
    name: null,
  });
  expect(await sides("2026-11-11T06:00:00Z", "ACTIVE", "Telefon", "/campaigns$")).toEqual({
    effective_status: "PAUSED",
    name: "Telefon",
  });
});

test("incident 47 a name that was cut inside an emoji, or holds a zero character, keeps no account from being read", async () => {
  await start();
  night.simulator.setAccount(id, {
    name: "Hotel \ud83c",
    customConversions: [{ id: "77", name: "Telefon \ud83d\0", custom_event_type: "CONTACT" }],
  });
  expect(await night.collect()).toMatchObject({ done: 1 });
  expect(await stored()).toMatchObject({ newest: "2026-11-08" });
  expect(await night.sql`select name from custom_conversions`).toEqual([{ name: "Telefon \ufffd\ufffd" }]);
  expect(await night.sql`select name from ad_accounts where external_id = ${`act_${id}`}`).toEqual([
    { name: "Hotel \ufffd" },
  ]);
  expect(await conditions()).toEqual([]);
});

test("the end of the configured version is said 60 days before, grows louder, and ends with another version", async () => {
  await start({ at: "2026-08-06T06:00:00Z" });
  await night.sql`update ad_accounts set collect_from = '2026-08-01'`;
  const ending = async (apiVersion: string, at: string) => {
    Object.assign(night.collector, { apiVersion });
    night.moveTo(at);
    await night.collect();
    return (await conditions()).filter(({ kind }) => kind === "version_ending");
  };
  expect(await ending("v24.0", "2026-08-06T06:00:00Z")).toEqual([]);
  expect(await ending("v24.0", "2026-08-07T06:00:00Z")).toMatchObject([
    { subject: app.id, severity: "normal", open: true, evidence: { ends_on: "2026-10-06", days_left: 60 } },
  ]);
  expect(await ending("v24.0", "2026-09-22T06:00:00Z")).toMatchObject([{ severity: "high", open: true }]);
  expect(await ending("v26.0", "2026-09-23T06:00:00Z")).toMatchObject([{ open: false }]);
});

test("the daily look never puts a secret into a call log", async () => {
  await start({ at: mondayMorning });
  await night.collect();
  expect(night.simulator.calls.filter(({ secretInUrl }) => secretInUrl)).toEqual([]);
});

test("a named gap that Meta's memory has passed by is an alert no more, and its day is gone, not fine", async () => {
  await start();
  await night.collect();
  // On 9 November 2026 the oldest readable day is 12 October 2023.
  const [nearest, later] = ["2023-10-13", "2023-10-15"];
  await night.sql`
    insert into collection_gaps (ad_account_id, date, reason, message, opened_at, probed_at)
    select id, day::date, 'not_answered', 'no', '2026-11-08', '2026-11-08' from ad_accounts, unnest(${[nearest, later]}::text[]) as d (day)`;
  await night.sql`
    insert into conditions (kind, subject, severity, message, evidence, opened_at, seen_at)
    select 'named_gap', id::text, 'high', 'no', '{}', '2026-11-08', '2026-11-08' from ad_accounts`;
  const morning = async (day: string) => {
    night.moveTo(`${day}T06:00:00Z`);
    await night.collect();
    const gaps = await night.sql`select date::text from collection_gaps where resolved_at is null`;
    return { gaps: gaps.map(({ date }) => date), isOpen: (await conditions()).map(({ open }) => open) };
  };
  expect(await morning("2026-11-10")).toEqual({ gaps: [nearest, later], isOpen: [true] });
  expect(await morning("2026-11-11")).toEqual({ gaps: [later], isOpen: [true] });
  expect(await morning("2026-11-13")).toEqual({ gaps: [], isOpen: [false] });
  const day = await night.database.db.asStaff(cli, (tx) =>
    readDay(tx, jantar.slug, parseCalendarDay(nearest)),
  );
  expect(day).toMatchObject({ row: null, good: null, gap: { reason: "not_answered", isGone: true } });
});
