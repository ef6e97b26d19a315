import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeSlots, slotLeaseMs, takeSlots } from "@/lib/collect/gate/app-slots";
import { AppTurns } from "@/lib/collect/gate/app-turns";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

let database: TestDatabase;
let now = Temporal.Instant.from("2026-11-09T06:00:00Z");
const clock = () => now;
beforeEach(async () => {
  now = Temporal.Instant.from("2026-11-09T06:00:00Z");
  database = await createTestDatabase();
});
afterEach(() => database.close());

const workers = (count: number, app = "app") =>
  Array.from({ length: count }, () => new AppTurns(database.db, app, clock));
/** As a worker that is killed a moment later: takes all four and says nothing more. */
const takeAll = () =>
  database.db.asCollector(async (tx) => {
    await makeSlots(tx, "app");
    return takeSlots(tx, { appId: "app", holder: "e0000000-0000-4000-8000-00000000dead" }, 9, now);
  });

test("three workers of four loops each never have more than four calls in flight, use all four, and each has its turn", async () => {
  let inFlight = 0;
  const seen: number[] = [];
  const callsOf = [0, 0, 0];
  const call = async (worker: number, turns: AppTurns) => {
    const end = await turns.take();
    inFlight += 1;
    seen.push(inFlight);
    await sleep(3 + Math.random() * 6);
    inFlight -= 1;
    callsOf[worker] = (callsOf[worker] ?? 0) + 1;
    end?.();
  };
  const until = performance.now() + 8_000;
  await Promise.all(
    workers(3).flatMap((turns, worker) =>
      Array.from({ length: 4 }, async () => {
        while (performance.now() < until) await call(worker, turns);
      }),
    ),
  );
  expect(Math.max(...seen)).toBe(4);
  expect(seen.length).toBeGreaterThan(1_000);
  // Whoever has slots keeps them for seconds at most.
  for (const calls of callsOf) expect(calls).toBeGreaterThan(seen.length / 20);
});

test("another app has four calls of its own", async () => {
  const [ours] = workers(1);
  const [theirs] = workers(1, "another app");
  const all = await Promise.all([1, 2, 3, 4].flatMap(() => [ours?.take(), theirs?.take()]));
  expect(all.filter(Boolean)).toHaveLength(8);
  const fifth = await ours?.take(AbortSignal.timeout(200));
  expect(fifth).toBeNull();
});

test("the slots of a worker that was killed come back after their lease, not before", async () => {
  expect(await takeAll()).toEqual([1, 2, 3, 4]);
  const [turns] = workers(1);
  const turn = turns?.take();
  now = now.add({ milliseconds: slotLeaseMs - 1 });
  expect(await Promise.race([turn, sleep(300, "waits")])).toBe("waits");
  now = now.add({ milliseconds: 1 });
  expect(await turn).toBeTypeOf("function");
});

test("a deadline ends the wait for a slot, and who gave up takes none later", async () => {
  await takeAll();
  const [turns] = workers(1);
  const began = performance.now();
  expect(await turns?.take(AbortSignal.timeout(150))).toBeNull();
  expect(performance.now() - began).toBeLessThan(2_000);
  now = now.add({ milliseconds: slotLeaseMs });
  await sleep(200);
  expect(await takeAll()).toEqual([1, 2, 3, 4]);
});

test("a slot whose lease ran out in the middle of a call is not handed on: it may be another's", async () => {
  const [slow, quick] = workers(2);
  const ends = await Promise.all([1, 2, 3, 4].map(() => slow?.take()));
  now = now.add({ milliseconds: slotLeaseMs + 1 });
  const others = await Promise.all([1, 2, 3, 4].map(() => quick?.take()));
  expect(others.filter(Boolean)).toHaveLength(4);
  const waiting = slow?.take(AbortSignal.timeout(400));
  for (const end of ends) end?.();
  expect(await waiting).toBeNull();
});

test("slots that nobody needs any more are free within a moment", async () => {
  const [turns] = workers(1);
  const end = await turns?.take();
  end?.();
  await sleep(300);
  expect(await takeAll()).toEqual([1, 2, 3, 4]);
});

test("whoever waited for a slot in vain asks the database nothing more", async () => {
  await takeAll();
  let asked = 0;
  const counted = new Proxy(database.db, {
    get(target, key, receiver) {
      if (key === "asCollector") asked += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const turns = new AppTurns(counted, "app", clock);
    expect(await turns.take(AbortSignal.timeout(200))).toBeNull();
    await sleep(200);
    expect(asked).toBeGreaterThan(0);
    const before = asked;
    vi.advanceTimersByTime(10 * slotLeaseMs);
    expect(asked).toBe(before);
  } finally {
    vi.useRealTimers();
  }
});
