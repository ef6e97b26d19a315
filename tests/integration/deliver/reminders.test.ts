import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mailOf } from "@/lib/deliver/content-of";
import { monthToRemind, queueReminders } from "@/lib/deliver/reminder/queue-reminders";
import { afterCollection } from "@/lib/ops/monitor/after-collection";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedPublication } from "@/tests/integration/seed-publication";

/** Staff are reminded of a report that nobody published, by the client's own clocks, each once. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db);
  await asSuperuser(database.superuserUrl, async (query) => {
    await query`update clients set report_settings = ${query.json({ reminder_day: 3 })} where id = ${jantar.id}`;
    return query`insert into reports (client_id, month, state) values (${jantar.id}, '2026-10-01', 'draft'), (${jantar.id}, '2026-11-01', 'draft')`;
  });
});
afterAll(() => database.close());

const at = (text: string) => Temporal.Instant.from(text);
const mails = () =>
  asSuperuser(
    database.superuserUrl,
    (query) => query<{ key: string; recipient: string; kind: string; locale: "pl"; payload: object }[]>`
      select idempotency_key as key, recipient, kind, locale, payload from deliveries where kind = 'reminder' order by created_at`,
  );

test.each([
  ["2026-11-03T07:59:00Z", "Europe/Warsaw", 3, null],
  ["2026-11-03T08:00:00Z", "Europe/Warsaw", 3, "2026-10"],
  ["2026-11-03T08:00:00Z", "America/Los_Angeles", 3, null],
  ["2026-11-03T17:00:00Z", "America/Los_Angeles", 3, "2026-10"],
  // In Tokyo the month is over while it still lasts in Europe.
  ["2026-12-01T00:00:00Z", "Asia/Tokyo", 1, "2026-11"],
  ["2026-11-30T23:59:00Z", "Asia/Tokyo", 1, null],
  ["2027-01-28T12:00:00Z", "Europe/Warsaw", 28, "2026-12"],
] as const)("at %s in %s with day %i it is about %s", (now, zone, day, month) => {
  expect(monthToRemind(at(now), zone, day)).toBe(month);
});

test("the manager is reminded once, however often it is looked at, in words with the client, the month and the way on", async () => {
  expect(await queueReminders(database.db, at("2026-11-03T07:59:00Z"))).toBe(0);
  const counts = await Promise.all(
    Array.from({ length: 5 }, () => queueReminders(database.db, at("2026-11-03T08:00:00Z"))),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await queueReminders(database.db, at("2026-11-20T08:00:00Z"))).toBe(0);
  const [message, ...others] = await mails();
  expect(others).toEqual([]);
  if (!message) throw new Error("no reminder");
  const { subject, text } = await mailOf(message, "https://p.example");
  expect(`${subject} ${text}`).toContain("Hotel Jantar");
  expect(text).toContain("https://p.example/reports?client=hotel-jantar&period=2026-10");
});

test("a published report needs no reminder, nor a client for whom none is set", async () => {
  await seedPublication(database.db, jantar, { month: "2026-11", html: "<p>November</p>" });
  expect(await queueReminders(database.db, at("2026-12-03T08:00:00Z"))).toBe(0);
  expect((await mails()).length).toBe(1);
});

test("a report that was taken back is not out: who was reminded before is once more, a day later, unless a new version is out", async () => {
  await asSuperuser(
    database.superuserUrl,
    (query) =>
      query`insert into reports (client_id, month, state) values (${jantar.id}, '2027-01-01', 'draft')`,
  );
  const january = { month: "2027-01", html: "<p>January</p>" };
  expect(await queueReminders(database.db, at("2027-02-03T08:00:00Z"))).toBe(1);
  await seedPublication(database.db, jantar, january);
  await asSuperuser(
    database.superuserUrl,
    (
      query,
    ) => query`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
      values (${jantar.id}, '2027-01-01', 1, 'The wrong account was read.', '2027-02-03T09:00:00Z', 'Marta Wilk')`,
  );
  // Whoever withdrew it knows.
  expect(await queueReminders(database.db, at("2027-02-04T08:59:00Z"))).toBe(0);
  expect(await queueReminders(database.db, at("2027-02-04T09:00:00Z"))).toBe(1);
  expect(await queueReminders(database.db, at("2027-02-05T08:00:00Z"))).toBe(0);
  const message = (await mails()).find(({ payload }) => "state" in payload && payload.state === "withdrawn");
  if (!message) throw new Error("no reminder");
  const { subject, text } = await mailOf(message, "https://p.example");
  expect(`${subject} ${text}`.replaceAll("\u00A0", " ")).toContain(
    "Raport klienta Hotel Jantar za styczeń 2027 został wycofany, a nowej wersji jeszcze nie ma.",
  );
  await asSuperuser(database.superuserUrl, (query) => query`truncate deliveries cascade`);
  await seedPublication(database.db, jantar, { ...january, version: 2 });
  expect(await queueReminders(database.db, at("2027-02-06T08:00:00Z"))).toBe(0);
});

test("incidents 2, 29: where nothing calls for drafts, whatever collects makes them first, so that the reminder comes all the same, once", async () => {
  vi.stubEnv("APP_URL", "https://p.example");
  const clock = () => at("2027-04-03T08:00:00Z");
  const drafts = () =>
    asSuperuser(
      database.superuserUrl,
      (query) => query`select state from reports where client_id = ${jantar.id} and month = '2027-03-01'`,
    );
  expect(await drafts()).toEqual([]);
  for (const trigger of ["worker", "collection", "cli"] as const)
    expect(await afterCollection(database.db, trigger, { clock })).toBe(true);
  vi.unstubAllEnvs();
  expect(await drafts()).toEqual([{ state: "draft" }]);
  expect((await mails()).map(({ payload }) => payload)).toMatchObject([{ month: "2027-03", state: "draft" }]);
});

test("without a manager every admin is reminded", async () => {
  await asSuperuser(database.superuserUrl, async (query) => {
    await query`update clients set manager_id = null where id = ${jantar.id}`;
    return query`insert into reports (client_id, month, state) values (${jantar.id}, '2026-12-01', 'in_review')`;
  });
  const [row] = await asSuperuser(
    database.superuserUrl,
    (query) =>
      query`select count(*)::int as admins from staff_members where role = 'admin' and disabled_at is null`,
  );
  expect(await queueReminders(database.db, at("2027-01-03T08:00:00Z"))).toBe(row?.admins);
});
