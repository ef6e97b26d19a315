import { afterEach, expect, test } from "vitest";
import { acceptAccountChange } from "@/lib/clients/accept-account-change";
import type { Actor } from "@/lib/db/database";
import { readDay } from "@/lib/facts/grid/read-day";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { jantar } from "@/tests/integration/cast";
import {
  callsOf,
  conditionsOf,
  jantarId as id,
  lifeApp,
  startLife,
  storedOf,
} from "@/tests/integration/collect/life-night";
import { campaignDay, days, mondayMorning, type Night } from "@/tests/integration/collect/night";

const cli: Actor = { staffId: null, role: "admin", name: "cli (test)" };

let night: Night;
afterEach(() => night.close());

const start = async (...how: Parameters<typeof startLife>) => {
  night = await startLife(...how);
  return night;
};
const conditions = () => conditionsOf(night);
const stored = () => storedOf(night);
const calls = (path: string) => callsOf(night, path);

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
    {
      subject: lifeApp.id,
      severity: "normal",
      open: true,
      evidence: { ends_on: "2026-10-06", days_left: 60 },
    },
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
