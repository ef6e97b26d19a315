import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Staff } from "@/lib/auth/find-staff";
import { makeDrafts, monthDue } from "@/lib/publications/make-drafts";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, marta, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

const signedIn = vi.hoisted(() => ({ staff: null as unknown }));
vi.mock("next/server", () => ({ connection: async () => {} }));
vi.mock("@/lib/auth/current-staff", () => ({ currentStaff: async () => signedIn.staff }));

const secret = "a-secret-of-the-scheduler";
const address = "https://portal.example/api/automated/monthly-reports";
let database: TestDatabase;
let route: typeof import("@/app/api/automated/monthly-reports/route");

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("CRON_SECRET", secret);
  route = await import("@/app/api/automated/monthly-reports/route");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  const { portalDatabase } = await import("@/lib/db/portal-database");
  await portalDatabase().close();
  await database.close();
});

const sql = <Row extends Record<string, unknown>>(text: string) =>
  asSuperuser(database.superuserUrl, async (client) => [...(await client.unsafe<Row[]>(text))]);
const drafts = (month: string) =>
  sql(`select state, words from reports where month = '${month}-01' order by client_id`);

test.each([
  ["2026-11-01T04:59:00Z", "2026-09"],
  ["2026-11-01T05:00:00Z", "2026-10"],
  ["2026-11-30T22:59:00Z", "2026-10"],
  ["2026-12-01T04:59:59Z", "2026-10"],
  ["2026-12-01T05:00:00Z", "2026-11"],
  ["2027-01-01T05:00:00Z", "2026-12"],
  // Summer time began on 29 March: 06:00 in Warsaw is 04:00 UTC on 1 April.
  ["2026-04-01T03:59:00Z", "2026-02"],
  ["2026-04-01T04:00:00Z", "2026-03"],
])("incident 29 at %s the newest drafts that are due are those of %s", (instant, month) => {
  expect(monthDue(Temporal.Instant.from(instant), "Europe/Warsaw")).toBe(month);
});

test("incident 29 drafts are made once, however often, late or at once they are asked for", async () => {
  const now = Temporal.Instant.from("2026-11-01T05:17:00Z");
  const [clients] = await sql<{ n: number }>(
    `select count(distinct c.id)::int as n from clients c join ad_accounts a on a.client_id = c.id where c.status = 'active' and a.collect_from <= '2026-10-31'`,
  );
  const answers = await Promise.all([makeDrafts(database.db, now), makeDrafts(database.db, now)]);
  expect(answers.map(({ made }) => made).reduce((a, b) => a + b)).toBe(clients?.n);
  for (const answer of answers) {
    expect(answer).toMatchObject({ month: "2026-10", expected: clients?.n, done: clients?.n, remaining: 0 });
  }
  const late = await makeDrafts(database.db, now.add({ hours: 24 * 20 }));
  expect(late).toMatchObject({ month: "2026-10", made: 0, done: clients?.n });
  expect(await drafts("2026-10")).toHaveLength(clients?.n ?? 0);
});

test("a month that people work on stays as it is, and a client that came later gets its draft", async () => {
  const now = Temporal.Instant.from("2026-10-01T05:17:00Z");
  await sql(`insert into reports (client_id, month, state, words, words_by)
    values ('${jantar.id}', '2026-09-01', 'in_review', 'Wrzesień był spokojny.', 'Marta Wilk')`);
  await makeDrafts(database.db, now);
  const [own] = await sql(
    `select state, words from reports where month = '2026-09-01' and client_id = '${jantar.id}'`,
  );
  expect(own).toEqual({ state: "in_review", words: "Wrzesień był spokojny." });
});

test("an archived client, or one whose history begins later, gets no draft", async () => {
  await sql(`update ad_accounts set collect_from = '2026-08-15' where client_id = '${jantar.id}'`);
  await makeDrafts(database.db, Temporal.Instant.from("2026-08-01T05:17:00Z"));
  expect(
    await sql(`select 1 from reports where month = '2026-07-01' and client_id = '${jantar.id}'`),
  ).toEqual([]);
  await sql(`update clients set status = 'archived' where id = '${jantar.id}'`);
  await makeDrafts(database.db, Temporal.Instant.from("2026-09-01T05:17:00Z"));
  expect(
    await sql(`select 1 from reports where month = '2026-08-01' and client_id = '${jantar.id}'`),
  ).toEqual([]);
  await sql(`update clients set status = 'active' where id = '${jantar.id}'`);
});

test("the route opens with the secret or to an admin of ours, and every call is kept", async () => {
  const get = (headers: Record<string, string>) => route.GET(new Request(address, { headers }));
  const post = (headers: Record<string, string>) =>
    route.POST(new Request(address, { method: "POST", headers }));
  const ours = { origin: "https://portal.example", host: "portal.example" };
  expect((await get({})).status).toBe(401);
  expect((await get({ authorization: "Bearer wrong" })).status).toBe(401);
  expect((await get({ ...ours, cookie: "session=admin" })).status).toBe(401);
  expect((await post(ours)).status).toBe(401);
  signedIn.staff = { actor: marta, role: "manager", email: "marta@latarnia.example" } as unknown as Staff;
  expect((await post(ours)).status).toBe(403);
  signedIn.staff = { actor: admin, role: "admin", email: "anna@latarnia.example" } as unknown as Staff;
  expect((await post(ours)).status).toBe(200);
  const answer = await get({ authorization: `Bearer ${secret}` });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const body = await answer.json();
  expect(body).toMatchObject({ run_id: null, failed: 0, skipped: 0, remaining: 0 });
  expect(body.expected).toBe(body.done);
  expect(await sql(`select job, verb, caller, status from scheduler_calls order by id`)).toEqual([
    { job: "monthly-reports", verb: "POST", caller: "anna@latarnia.example", status: 200 },
    { job: "monthly-reports", verb: "GET", caller: "scheduler", status: 200 },
  ]);
});
