import { afterEach, expect, test } from "vitest";
import { moodyFetch } from "@/tests/integration/collect/moody-meta";
import { campaignDay, days, jantarFrom, type Night, startNight } from "@/tests/integration/collect/night";

let night: Night;
afterEach(() => night.close());

const client = jantarFrom("2026-11-01");
const range = { since: "2026-11-01", until: "2026-11-07" };
const rows = days("2026-11-01", "2026-11-07").map((date) => campaignDay(date, "100"));
const outage = { code: 2, message: "Service temporarily unavailable" };

/** So many hotels, each with its account. */
function hotels(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const digit = String(index + 1).padStart(2, "0");
    const one = {
      ...client,
      id: `c0000000-0000-4000-8000-0000000000${digit}`,
      accountId: `d0000000-0000-4000-8000-0000000000${digit}`,
      slug: `client-${digit}`,
      externalId: `act_10000000000000${digit}`,
    };
    return { client: one, rows: [campaignDay("2026-11-02", `77${digit}`, {}, one)] };
  });
}

test("an account that is not answered three times in a row is left alone, longer each time, and one good answer forgets it", async () => {
  const meta = moodyFetch({ when: () => true, error: outage, status: 500 });
  night = await startNight([{ client, rows }], { graph: { fetch: meta.fetch } });
  const state = async () =>
    (await night.sql`select failures, opened_until is not null as open from ad_accounts`)[0];
  for (const [at, failures, open] of [
    ["06:00", 1, false],
    ["06:01", 2, false],
    ["06:02", 3, true],
  ] as const) {
    night.moveTo(`2026-11-09T${at}:00Z`);
    expect(await night.collect(range)).toMatchObject({ failed: 1 });
    expect(await state()).toEqual({ failures, open });
  }
  const calls = meta.asked.length;
  night.moveTo("2026-11-09T06:16:59Z");
  expect(await night.collect(range)).toMatchObject({ failed: 0, remaining: 1 });
  expect(meta.asked).toHaveLength(calls);
  night.moveTo("2026-11-09T06:17:01Z");
  expect(await night.collect(range)).toMatchObject({ failed: 1 });
  night.moveTo("2026-11-09T06:46:00Z");
  expect(await night.collect(range)).toMatchObject({ remaining: 1 });
  night.moveTo("2026-11-09T06:48:00Z");
  meta.moods.length = 0;
  expect(await night.collect(range)).toMatchObject({ done: 1 });
  expect(await state()).toEqual({ failures: 0, open: false });
});

test("five accounts in a row without an answer open the app's breaker: nobody is asked, then one probes and all are well", async () => {
  const cast = hotels(8);
  const meta = moodyFetch({ when: () => true, error: outage, status: 500 });
  night = await startNight(cast, { graph: { fetch: meta.fetch } });
  const result = await night.collect(range, { concurrency: 1 });
  expect(result).toMatchObject({ expected: 8, failed: 5, remaining: 3 });
  expect(new Set(meta.asked.map(({ account }) => account)).size).toBe(5);

  const calls = meta.asked.length;
  night.moveTo("2026-11-09T06:01:01Z");
  expect(await night.collect(range, { concurrency: 8 })).toMatchObject({ failed: 1, remaining: 7 });
  expect(new Set(meta.asked.slice(calls).map(({ account }) => account)).size).toBe(1);

  meta.moods.length = 0;
  night.moveTo("2026-11-09T06:30:00Z");
  expect(await night.collect(range, { concurrency: 1 })).toMatchObject({ done: 8 });
  expect(await night.sql`select failures, opened_until from graph_apps`).toEqual([
    { failures: 0, opened_until: null },
  ]);
});

test("one account that fails for ever never opens the breaker of the others", async () => {
  const cast = hotels(2);
  const meta = moodyFetch({
    when: ({ account }) => account === "1000000000000001",
    error: outage,
    status: 500,
  });
  night = await startNight(cast, { graph: { fetch: meta.fetch } });
  for (let hour = 6; hour < 20; hour += 2) {
    night.moveTo(`2026-11-09T${String(hour).padStart(2, "0")}:00:00Z`);
    expect(await night.collect(range, { concurrency: 1 })).toMatchObject({ done: 1 });
  }
  expect(
    await night.sql`select 1 from graph_apps where failures > 1 or opened_until is not null`,
  ).toHaveLength(0);
});
