import { afterEach, expect, test } from "vitest";
import type { Collector } from "@/lib/collect/collector";
import { AppTurns } from "@/lib/collect/gate/app-turns";
import { planDue } from "@/lib/collect/plan/plan";
import { openQueue } from "@/lib/collect/plan/queue";
import { drainQueue } from "@/lib/collect/run/drain-queue";
import { createFetch, type GraphFetch } from "@/lib/graph/ask/graph-fetch";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { type CastClient, jantar } from "@/tests/integration/cast";
import { appSecret, campaignDay, days, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const accounts = Array.from(
  { length: 14 },
  (_, n): CastClient => ({
    ...jantar,
    id: `c1000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    accountId: `a1000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    externalId: `act_${1_000_000_000_000_100 + n}`,
    slug: `hotel-${n}`,
    collectFrom: "2026-11-06",
  }),
);

/** Counts calls that are under way, of all workers together and of each account. */
function countCalls() {
  const fetch = createFetch(5_000);
  const most = { app: 0, account: 0 };
  const now = new Map<string, number>();
  const change = (key: string, by: number) => {
    const count = (now.get(key) ?? 0) + by;
    now.set(key, count);
    return count;
  };
  const counted: GraphFetch = async (url, init) => {
    const account = url.match(/act_\d+/)?.[0] ?? "none";
    most.app = Math.max(most.app, change("app", 1));
    most.account = Math.max(most.account, change(account, 1));
    const over = () => {
      change("app", -1);
      change(account, -1);
    };
    try {
      const answer = await fetch(url, init);
      return { ...answer, text: () => answer.text().finally(over) };
    } catch (error) {
      over();
      throw error;
    }
  };
  return { most, fetch: counted };
}

test("three workers of four loops each: at most four calls in flight for the app, one for an account, and all is read", async () => {
  night = await startNight(
    accounts.map((client) => ({
      client,
      rows: days("2026-11-06", "2026-11-08").map((date) => campaignDay(date, "101", {}, client)),
    })),
  );
  night.simulator.faults.add({ when: {}, does: { kind: "latency", ms: 60 } });
  const { most, fetch } = countCalls();
  const { db, clock, appId } = night.collector;
  const workers = [1, 2, 3].map((): Collector => {
    const turns = new AppTurns(db, appId, clock);
    const baseUrl = night.simulator.url;
    return {
      ...night.collector,
      openGraph: (token) =>
        createGraphClient({
          baseUrl,
          version: "v26.0",
          token,
          appSecret,
          clock,
          fetch,
          takeTurn: turns.take,
        }),
    };
  });
  const queue = await openQueue(db);
  try {
    await planDue(night.collector, queue, { trigger: "worker", requestedBy: "test" });
    const limits = { isOver: () => false, signal: new AbortController().signal };
    await Promise.all(workers.map((worker) => drainQueue(worker, queue, limits, 4)));
  } finally {
    await queue.close();
  }
  expect(await night.sql`select expected, done from collection_runs`).toEqual([{ expected: 14, done: 14 }]);
  expect(most).toEqual({ app: 4, account: 1 });
});
