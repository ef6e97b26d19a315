import { afterEach, expect, test } from "vitest";
import {
  callsOf,
  conditionsOf,
  jantarId as id,
  lifeApp,
  startLife,
  storedOf,
} from "@/tests/integration/collect/life-night";
import { campaignDay, days, jantarFrom, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const start = async (...how: Parameters<typeof startLife>) => {
  night = await startLife(...how);
  return night;
};
const conditions = () => conditionsOf(night);
const stored = () => storedOf(night);
const calls = (path: string) => callsOf(night, path);

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
    night = await startNight([{ client: jantarFrom("2026-11-05"), rows, mapping: {} }], {
      life: { app: lifeApp },
    });
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
