import { afterEach, expect, test } from "vitest";
import { collectDue } from "@/lib/collect/run/scheduler-call";
import { openDatabase } from "@/lib/db/database";
import { factsOf } from "@/tests/integration/collect/facts-of";
import { type Night, startNight } from "@/tests/integration/collect/night";
import { clientNumber, truthOf } from "@/tests/robustness/support/clients";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";

const { count, random, replay } = ordeal("scheduler", 2);
const zones = ["Europe/Warsaw", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata"];
const cast = Array.from({ length: 12 }, (_, index) => {
  const client = clientNumber(index, {
    zone: zones[index % zones.length] ?? "Europe/Warsaw",
    collectFrom: "2026-10-20",
  });
  return { client, rows: truthOf(client, { since: "2026-10-20", until: "2026-11-10", campaigns: 4 }) };
});
const endless = { isOver: () => false, signal: new AbortController().signal };
const by = { trigger: "cron", requestedBy: "scheduler" } as const;

let night: Night;
afterEach(() => night.close());

/** What a night came to: facts, runs and places, and what Meta was asked. */
async function endOf({ sql, simulator }: Night) {
  return {
    facts: await factsOf(sql),
    runs: [
      ...(await sql`select pass, expected, done, failed, skipped, finished_at is not null as over from collection_runs`),
    ],
    places: [
      ...(await sql`select a.external_id, p.state from collection_run_accounts p join ad_accounts a on a.id = p.ad_account_id order by 1`),
    ],
    attempts: [
      ...(await sql`select a.external_id, t.since::text, t.until::text, t.state from collection_attempts t
        join ad_accounts a on a.id = t.ad_account_id order by 1, 2`),
    ],
    calls: simulator.calls.length,
  };
}

test(
  "R3 ten calls at the same moment and three late ones, each an instance of its own: what Meta is asked and what is stored are those of one call",
  async () => {
    night = await startNight(cast);
    await collectDue(night.collector, endless, by);
    const one = await endOf(night);
    expect(one.runs).toEqual([
      { pass: expect.any(String), expected: 12, done: 12, failed: 0, skipped: 0, over: true },
    ]);
    await night.close();

    let most = 0;
    for (let time = 0; time < count; time += 1) {
      night = await startNight(cast);
      night.simulator.faults.add({
        when: { probability: 0.5 },
        does: { kind: "latency", ms: 1 + Math.floor(random() * 25) },
      });
      // As the platform would: every call another instance with connections of its own, some a moment later than others.
      const instances = Array.from({ length: 10 }, () =>
        openDatabase(night.database.url, { max: 2, bulkMax: 1 }),
      );
      try {
        const answers = await Promise.all(
          instances.map(async (db) => {
            await new Promise((resolve) => setTimeout(resolve, random() < 0.5 ? 0 : random() * 60));
            return collectDue({ ...night.collector, db }, endless, by);
          }),
        );
        expect(
          answers.filter(({ run_id }) => run_id !== null),
          replay,
        ).toHaveLength(1);
        for (const late of ["06:01", "06:10", "06:25"]) {
          night.moveTo(`2026-11-09T${late}:00Z`);
          expect(await collectDue(night.collector, endless, by), replay).toMatchObject({
            run_id: null,
            expected: 0,
          });
        }
      } finally {
        await Promise.all(instances.map((db) => db.close()));
      }
      const many = await endOf(night);
      expect({ ...many, calls: 0 }, replay).toEqual({ ...one, calls: 0 });
      expect(many.calls, replay).toBeLessThanOrEqual(one.calls * 1.02);
      most = Math.max(most, many.calls / one.calls);
      if (time < count - 1) await night.close();
    }
    report("scheduler", {
      nights: count,
      "calls of one call": one.calls,
      "most calls, ratio": most.toFixed(3),
    });
  },
  patience(1_200_000),
);
