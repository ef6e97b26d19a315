import { afterEach, expect, test } from "vitest";
import type { Claim } from "@/lib/collect/claim";
import { readAccounts } from "@/lib/collect/read-accounts";
import { claimWindow, leaseMs } from "@/lib/collect/window/claim-window";
import { replaceWindow, type WindowRows } from "@/lib/collect/window/replace-window";
import { createFetch } from "@/lib/graph/ask/graph-fetch";
import { zero } from "@/lib/values/decimal";
import type { RunId } from "@/lib/values/ids";
import { factMetrics } from "@/lib/values/metric";
import { factsOf } from "@/tests/integration/collect/facts-of";
import {
  appSecret,
  campaignDay,
  days,
  items,
  jantarFrom,
  type Night,
  startNight,
} from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-09-01");
const account = client.externalId.slice(4);
const range = { since: "2026-09-01", until: "2026-11-07" };
const rowsWith = (bookings: number) =>
  days("2026-09-01", "2026-11-07").flatMap((date) =>
    ["101", "102"].map((id) => campaignDay(date, id, { actions: items({ omni_purchase: bookings }) })),
  );

test("collected twice: the second time writes no fact, no event", async () => {
  night = await startNight([{ client, rows: rowsWith(1) }]);
  await night.collect(range);
  const before = await factsOf(night.sql);
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect(await factsOf(night.sql)).toEqual(before);
  expect(await night.sql`select 1 from kpi_restatements`).toHaveLength(0);
});

test("collected twice at the same time, with changes to find: equal facts and every change recorded once", async () => {
  night = await startNight([{ client, rows: rowsWith(1) }]);
  await night.collect(range);
  night.simulator.setRows(account, rowsWith(2));
  night.moveTo("2026-11-09T07:00:00Z");
  const patient = { patienceMs: 60_000 };
  const results = await Promise.all([night.collect(range, patient), night.collect(range, patient)]);
  expect(results.map(({ done, expected }) => [done, expected])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  const [sum] = await night.sql`select sum(reservations)::int as n from campaign_daily_kpi_data`;
  expect(sum?.n).toBe(days("2026-09-01", "2026-11-07").length * 4);
  const [events] =
    await night.sql`select count(*)::int as n, count(distinct (date, campaign_id))::int as different from kpi_restatements`;
  expect(events).toEqual({ n: 68 * 3, different: 68 * 3 });
});

test("F23 two workers take the same account: one runs, the other makes no call to Meta", async () => {
  night = await startNight([{ client, rows: rowsWith(1) }]);
  const short = { since: "2026-11-01", until: "2026-11-07" };
  night.simulator.faults.add({ when: {}, does: { kind: "latency", ms: 150 } });
  const results = await Promise.all([night.collect(short), night.collect(short)]);
  expect(results.map(({ done, remaining }) => done * 10 + remaining).sort()).toEqual([1, 10]);
  expect(night.simulator.calls).toHaveLength(3);
});

test("a worker that lost its claim writes nothing, on success as on failure", async () => {
  night = await startNight([{ client, rows: [] }]);
  const { db, clock } = night.collector;
  const [run] = await night.sql`
    insert into collection_runs (trigger, pass, requested_by, expected, api_version) values ('cli', 'range', 'test', 1, 'v26.0') returning id`;
  const [found] = await db.asCollector((tx) => readAccounts(tx, night.collector.envToken));
  const [day] = days("2026-11-01", "2026-11-01");
  if (!found || !day) throw new Error("the cast is there");
  const want = (holder: string) => ({
    runId: run?.id as RunId,
    account: found,
    window: { since: day, until: day },
    holder,
    apiVersion: "v26.0",
  });
  const claimAs = (holder: string) => db.asCollector((tx) => claimWindow(tx, want(holder), night.collector));
  const slow = (await claimAs("e0000000-0000-4000-8000-000000000001")) as Claim;
  expect(await claimAs("e0000000-0000-4000-8000-000000000002")).toBeNull();
  night.moveTo(
    clock()
      .add({ milliseconds: leaseMs + 1 })
      .toString(),
  );
  const quick = (await claimAs("e0000000-0000-4000-8000-000000000002")) as Claim;
  expect([slow.attemptNumber, quick.attemptNumber]).toEqual([1, 2]);

  await night.sql`insert into kpi_mappings (client_id, version, candidates, choices, author, reason) values (${client.id}, 1, '{}', '{}', 'system', 'test')`;
  const figures = Object.fromEntries(
    factMetrics.map((metric) => [metric, zero]),
  ) as WindowRows["accountTotals"][number]["figures"];
  const rows: WindowRows = {
    accountTotals: [{ date: day, figures, raw: {} }],
    campaignDays: [],
    campaigns: [],
    mappingVersion: 1,
    cost: { pages: 1, calls: 2, rows: 1, usage: null },
  };
  const write = (claim: Claim) => db.asCollectorBulk((tx) => replaceWindow(tx, claim, rows, clock()));
  await expect(write(slow)).rejects.toThrow("Another worker has taken over");
  expect(await night.sql`select 1 from daily_kpi_data`).toHaveLength(0);
  expect(await write(quick)).toMatchObject({ written: 1 });
  await expect(write(quick)).rejects.toThrow("Another worker has taken over");
  const attempts =
    await night.sql`select attempt_number, state from collection_attempts order by attempt_number`;
  expect([...attempts]).toEqual([
    { attempt_number: 1, state: "lost" },
    { attempt_number: 2, state: "ok" },
  ]);
});

test("F23 the look at the account itself belongs to whoever holds it: never two calls of one account at once", async () => {
  const meta = createFetch(5_000);
  const underWay = new Set<string>();
  const together: string[] = [];
  night = await startNight([{ client, rows: rowsWith(1) }], {
    life: { app: { id: "1200000000000001", secret: appSecret } },
    graph: {
      fetch: async (url, init) => {
        const path = new URL(url).pathname;
        if (underWay.size > 0) together.push(`${path} while ${[...underWay].join()}`);
        underWay.add(path);
        // Whoever else may ask now has the time to do it.
        await new Promise((resolve) => setTimeout(resolve, 60));
        try {
          const answer = await meta(url, init);
          const text = await answer.text();
          return { ...answer, text: async () => text };
        } finally {
          underWay.delete(path);
        }
      },
    },
  });
  const results = await Promise.all([night.collect({}), night.collect({}), night.collect({})]);
  expect(together).toEqual([]);
  expect(results.some(({ done }) => done === 1)).toBe(true);
});
