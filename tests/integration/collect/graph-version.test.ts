import { afterEach, expect, test } from "vitest";
import type { Collector } from "@/lib/collect/collector";
import { compareVersions } from "@/lib/collect/compare-versions";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { jantar, len } from "@/tests/integration/cast";
import {
  appSecret,
  campaignDay,
  days,
  items,
  jantarFrom,
  lenFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";
import type { SourceRow } from "@/tools/simulator/world";

let night: Night;
/** What the other version answers: a second Meta. */
let other: Night | undefined;
afterEach(async () => {
  await night.close();
  await other?.close();
  other = undefined;
});

/** Settled on 9 November: 5 to 11 October. */
const settled = days("2026-10-01", "2026-11-08");
const purchases = (count: number) => ({ actions: items({ omni_purchase: count }) });
const row = (date: string, more: object = {}) => campaignDay(date, "1", { ...purchases(2), ...more });
const options = { signal: new AbortController().signal };

async function start(otherRows: readonly SourceRow[]): Promise<Collector> {
  const cast = (rows: readonly SourceRow[]) => [
    { client: jantarFrom("2026-11-05"), rows },
    { client: lenFrom("2026-11-05"), rows: settled.map((date) => campaignDay(date, "9", {}, len)) },
  ];
  night = await startNight(cast(settled.map((date) => row(date))));
  other = await startNight(cast(otherRows));
  await night.collect();
  const baseUrl = other.simulator.url;
  return {
    ...night.collector,
    apiVersion: "v25.0",
    openGraph: (token) =>
      createGraphClient({
        baseUrl,
        version: "v25.0",
        token,
        appSecret,
        clock: night.collector.clock,
        sleep: async () => {},
      }),
  };
}

test("two versions that tell the same of a settled week are equal, figure by figure, and nothing is written", async () => {
  const candidate = await start(settled.map((date) => row(date)));
  const before = await night.sql`select count(*)::int as n from daily_kpi_data`;
  const calls = night.simulator.calls.length;
  expect(await compareVersions(night.collector, candidate, options)).toMatchObject([
    {
      client: jantar.slug,
      state: "equal",
      window: { since: "2026-10-05", until: "2026-10-11" },
      differences: [],
    },
    { client: len.slug, state: "equal" },
  ]);
  expect(night.simulator.calls.length - calls).toBe(2);
  expect(await night.sql`select count(*)::int as n from daily_kpi_data`).toEqual(before);
});

test("spend, impressions and each mapped KPI that differ are named by day, also of days before the KPI was first met", async () => {
  const changed: Record<string, object> = {
    "2026-10-05": { spend: "10.51" },
    "2026-10-07": { impressions: "999", ...purchases(3) },
    // Outside the week: not compared.
    "2026-10-04": { spend: "99" },
    "2026-10-12": { spend: "99" },
  };
  const candidate = await start(settled.map((date) => row(date, changed[date])));
  const [found, untouched] = await compareVersions(night.collector, candidate, options);
  expect(found).toMatchObject({ state: "differs" });
  expect(found?.differences).toEqual([
    { date: "2026-10-05", metric: "total_spend", from: "10.5", to: "10.51" },
    { date: "2026-10-07", metric: "total_impressions", from: "1000", to: "999" },
    { date: "2026-10-07", metric: "reservations", from: "2", to: "3" },
  ]);
  expect(untouched).toMatchObject({ state: "equal" });
});

test("F16 F17 a version that is refused, or answered by another, compares nothing, and no further account is asked", async () => {
  const candidate = await start(settled.map((date) => row(date)));
  other?.simulator.faults.add({ when: { times: 1 }, does: { kind: "error", code: 2635 } });
  const refused = await compareVersions(night.collector, candidate, options);
  expect(refused.map(({ state }) => state)).toEqual(["not_read", "not_read"]);
  expect(refused[0]?.error).toContain("2635");
  expect(other?.simulator.calls).toHaveLength(1);
  other?.simulator.faults.clear();
  other?.simulator.faults.add({
    when: {},
    does: { kind: "headers", headers: { "facebook-api-version": "v26.0" } },
  });
  const [upgraded] = await compareVersions(night.collector, candidate, options);
  expect(upgraded).toMatchObject({
    state: "not_read",
    error: "v25.0 was asked for, v26.0 answered",
  });
});

test("an account that Meta asked us to leave alone is left alone, and said to be", async () => {
  const candidate = await start(settled.map((date) => row(date)));
  await night.sql`update ad_accounts set blocked_until = '2026-11-09T09:00:00Z' where id = ${jantar.accountId}`;
  const calls = night.simulator.calls.length;
  expect(await compareVersions(night.collector, candidate, options)).toMatchObject([
    { client: jantar.slug, state: "not_read", error: "rate limited" },
    { client: len.slug, state: "equal" },
  ]);
  expect(night.simulator.calls.length - calls).toBe(1);
});
