import { afterEach, expect, test } from "vitest";
import type { Collector } from "@/lib/collect/collector";
import { makeSlots, takeSlots } from "@/lib/collect/gate/app-slots";
import { WrongClock } from "@/lib/collect/gate/right-clock";
import { takeHold } from "@/lib/collect/period/hold-account";
import { WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { runCollection } from "@/lib/collect/run/run-collection";
import { collectDue, drainDue } from "@/lib/collect/run/scheduler-call";
import { campaignDay, days, jantarFrom, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const endless = { isOver: () => false, signal: new AbortController().signal };
const by = { trigger: "worker", requestedBy: "worker" } as const;
const client = jantarFrom("2026-11-01");
const rows = days("2026-11-01", "2026-12-31").map((date) => campaignDay(date, "101"));

/** As the night's, on a machine whose clock is another one. */
function wrongBy(hours: number): Collector {
  const { clock } = night.collector;
  return { ...night.collector, clock: () => clock().add({ hours }) };
}
const stored = async () => (await night.sql`select count(*)::int as n from daily_kpi_data`)[0]?.n;
const conditions = () =>
  night.sql`select kind, severity, opened_at::text as at from conditions where resolved_at is null`;

test.each([26, -26])(
  "a machine whose clock is %i h off plans, collects and leases nothing, and somebody is told; the others go on",
  async (hours) => {
    night = await startNight([{ client, rows }]);
    await expect(collectDue(wrongBy(hours), endless, by)).rejects.toThrow(WrongClock);
    expect(await night.sql`select 1 from collection_runs`).toEqual([]);
    expect(await conditions()).toEqual([
      { kind: "clock_differs", severity: "high", at: "2026-11-09 06:00:00+00" },
    ]);
    await expect(
      runCollection(wrongBy(hours), { by: { trigger: "cli", requestedBy: "test" } }),
    ).rejects.toThrow(WrongSelection);

    // What another one planned it does not collect either.
    const over = { isOver: () => true, signal: endless.signal };
    await collectDue(night.collector, over, by);
    await expect(drainDue(wrongBy(hours), endless)).rejects.toThrow(WrongClock);
    expect(await stored()).toBe(0);
    expect(night.simulator.calls).toEqual([]);
    expect(await night.sql`select 1 from ad_accounts where lease_until is not null`).toEqual([]);

    expect(await night.collect()).toMatchObject({ expected: 1, done: 1 });
    expect(await stored()).toBe(8);
    expect(await conditions()).toHaveLength(1);
    night.moveTo("2026-11-09T07:01:00Z");
    await collectDue(night.collector, endless, by);
    expect(await conditions()).toEqual([]);
  },
);

test("leases that a wrong clock has given are nobody's: slots, accounts and windows are taken all the same", async () => {
  night = await startNight([{ client, rows }]);
  const { db, clock, appId } = night.collector;
  const slots = { appId, holder: "b0000000-0000-4000-8000-000000000001" };
  await db.asCollector((tx) => makeSlots(tx, appId));
  const ahead = async (by: string) => {
    await night.sql`update graph_app_slots set holder = ${crypto.randomUUID()}, lease_until = '2026-11-09T06:00:00Z'::timestamptz + ${by}::interval`;
    await night.sql`update ad_accounts set lease_holder = ${crypto.randomUUID()}, lease_until = '2026-11-09T06:00:00Z'::timestamptz + ${by}::interval`;
  };
  const take = () => db.asCollector((tx) => takeSlots(tx, slots, 4, clock()));
  const hold = () =>
    db.asCollector((tx) => takeHold(tx, { accountId: client.accountId, holder: slots.holder }, clock));
  await ahead("20 seconds");
  expect(await take()).toHaveLength(0);
  expect(await hold()).toBe(false);
  await ahead("26 hours");
  expect(await take()).toHaveLength(4);
  expect(await hold()).toBe(true);
  await ahead("26 hours");
  expect(await night.collect()).toMatchObject({ expected: 1, done: 1 });
});
