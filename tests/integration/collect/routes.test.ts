import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Staff } from "@/lib/auth/find-staff";
import { addDays, dayIn } from "@/lib/values/calendar-day";
import { jantar, marta, piotr, viewer } from "@/tests/integration/cast";
import {
  appSecret,
  campaignDay,
  days,
  jantarFrom,
  type Night,
  startNight,
  token,
} from "@/tests/integration/collect/night";

const signedIn = vi.hoisted(() => ({ staff: null as unknown }));
vi.mock("next/server", () => ({ connection: async () => {} }));
vi.mock("@/lib/auth/current-staff", () => ({ currentStaff: async () => signedIn.staff }));

/** These routes live on the real clock. */
const daysAgo = (count: number) => addDays(dayIn("Europe/Warsaw", Temporal.Now.instant()), -count);
const range = { since: daysAgo(6), until: daysAgo(4) };

const secret = "a-secret-of-the-scheduler";
const address = "https://portal.example/api/automated/daily-kpi-collection";

let night: Night;
let collection: typeof import("@/app/api/automated/daily-kpi-collection/route");
let drain: typeof import("@/app/api/automated/drain-queue/route");

beforeAll(async () => {
  const rows = days(daysAgo(8), daysAgo(1)).map((date) => campaignDay(date, "101"));
  night = await startNight([{ client: jantarFrom(daysAgo(8)), rows }]);
  night.simulator.setClock(Temporal.Now.instant());
  vi.stubEnv("DATABASE_URL", night.database.url);
  vi.stubEnv("META_GRAPH_URL", night.simulator.url);
  vi.stubEnv("META_ACCESS_TOKEN", token);
  vi.stubEnv("META_APP_SECRET", appSecret);
  vi.stubEnv("CRON_SECRET", secret);
  vi.stubEnv("COLLECT_SPREAD_MINUTES", "0");
  collection = await import("@/app/api/automated/daily-kpi-collection/route");
  drain = await import("@/app/api/automated/drain-queue/route");
});
afterEach(() => {
  signedIn.staff = null;
  night.simulator.faults.clear();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  const { portalDatabase } = await import("@/lib/db/portal-database");
  await portalDatabase().close();
  await night.close();
});

const withSecret = { authorization: `Bearer ${secret}` };
const fromOurPage = { origin: "https://portal.example", host: "portal.example" };
const post = (body: unknown, headers: Record<string, string>) =>
  collection.POST(
    new Request(address, {
      method: "POST",
      headers,
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
const runs = async () => (await night.sql`select count(*)::int as n from collection_runs`)[0]?.n;
const as = (actor: typeof marta): Staff =>
  ({
    id: actor.staffId,
    email: `${actor.name}@latarnia.example`,
    name: actor.name,
    role: actor.role,
    actor,
  }) as Staff;

test("incident 38: without the secret, with a wrong one or with a cookie alone nothing opens and nothing is written", async () => {
  signedIn.staff = as({ ...viewer, role: "admin" });
  for (const headers of [
    {},
    { authorization: "Bearer wrong" },
    { authorization: secret },
    { cookie: "sb=1", ...fromOurPage },
  ]) {
    expect(
      (await collection.GET(new Request(address, { headers: headers as Record<string, string> }))).status,
    ).toBe(401);
    expect(
      (await drain.GET(new Request(address, { headers: headers as Record<string, string> }))).status,
    ).toBe(401);
  }
  expect((await post({}, { origin: "https://evil.example", host: "portal.example" })).status).toBe(401);
  expect((await post({}, { host: "portal.example" })).status).toBe(401);
  vi.stubEnv("CRON_SECRET", "");
  for (const value of ["Bearer ", "Bearer undefined", `Bearer ${secret}`]) {
    expect((await collection.GET(new Request(address, { headers: { authorization: value } }))).status).toBe(
      401,
    );
  }
  vi.stubEnv("CRON_SECRET", secret);
  expect(await runs()).toBe(0);
  expect(await night.sql`select 1 from scheduler_calls`).toHaveLength(0);
});

test.each([
  ["{not json", "The body is not JSON."],
  [{ since: "2026-02-30" }, "The body is wrong at since: must be a day written as YYYY-MM-DD."],
  [{ since: "2026-11-05", until: "2026-11-01" }, "The range 2026-11-05 to 2026-11-01 ends before it begins."],
  [{ clients: ["nobody"] }, "There is no client nobody with an ad account."],
  [{ clients: "hotel-jantar" }, "The body is wrong at clients:"],
  [{ days: 3 }, "The body is wrong:"],
])("a body %j is refused with one sentence, and nothing is written", async (body, sentence) => {
  const answer = await post(body, withSecret);
  expect(answer.status).toBe(400);
  expect((await answer.json()).error).toContain(sentence);
  expect(await runs()).toBe(0);
});

test("a viewer and another client's manager may not collect; the client's own manager may", async () => {
  await night.sql`
    insert into staff_members (id, email, name, role) values (${marta.staffId}, 'marta@latarnia.example', 'Marta', 'manager'),
      (${piotr.staffId}, 'piotr@latarnia.example', 'Piotr', 'manager')`;
  await night.sql`update clients set manager_id = ${marta.staffId}`;
  for (const actor of [viewer, piotr]) {
    signedIn.staff = as(actor);
    expect((await post({ clients: [jantar.slug] }, fromOurPage)).status).toBe(403);
  }
  signedIn.staff = as(marta);
  expect((await post({}, fromOurPage)).status).toBe(403);
  expect(await runs()).toBe(0);
  const answer = await post({ clients: [jantar.slug], ...range }, fromOurPage);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ expected: 1, done: 1 });
  expect(await night.sql`select trigger, requested_by from collection_runs`).toEqual([
    { trigger: "manual", requested_by: "Marta Wilk@latarnia.example" },
  ]);
});

test("incident 2: the scheduler's GET collects what is due and says so; every call is kept", async () => {
  const answer = await collection.GET(new Request(address, { headers: withSecret }));
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ expected: 1, done: 1, failed: 0, skipped: 0, remaining: 0 });
  const again = await collection.GET(new Request(address, { headers: withSecret }));
  expect([again.status, (await again.json()).expected]).toEqual([200, 0]);
  const drained = await drain.GET(new Request(address, { headers: withSecret }));
  expect([drained.status, (await drained.json()).expected]).toEqual([200, 0]);
  // With the counts alone: what became of each account stands with the run.
  const calls = await night.sql`
    select job, verb, status, answer ->> 'expected' as expected, answer ? 'accounts' as lists from scheduler_calls order by id desc limit 3`;
  const kept = { verb: "GET", status: 200, lists: false };
  expect([...calls]).toEqual([
    { job: "drain-queue", expected: "0", ...kept },
    { job: "daily-kpi-collection", expected: "0", ...kept },
    { job: "daily-kpi-collection", expected: "1", ...kept },
  ]);
});

test("incident 1: failed is 500 and waiting is 202, never a success", async () => {
  night.simulator.faults.add({ when: {}, does: { kind: "error", code: 100 } });
  expect((await post(range, withSecret)).status).toBe(500);
  night.simulator.faults.clear();
  night.simulator.faults.add({ when: { times: 1 }, does: { kind: "error", code: 17, subcode: 2446079 } });
  const waiting = await post(range, withSecret);
  expect(waiting.status).toBe(202);
  expect(await waiting.json()).toMatchObject({ expected: 1, remaining: 1 });
});
