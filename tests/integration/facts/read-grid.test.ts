import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import { readCalls } from "@/lib/facts/grid/read-calls";
import { readChangeContext } from "@/lib/facts/grid/read-change-context";
import { readCheckAnswers } from "@/lib/facts/grid/read-check-answers";
import { readDay } from "@/lib/facts/grid/read-day";
import { readGrid } from "@/lib/facts/grid/read-grid";
import { readIncidents } from "@/lib/facts/grid/read-incidents";
import { readRunErrors } from "@/lib/facts/grid/read-run-errors";
import { readRuns } from "@/lib/facts/grid/read-runs";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, type CastClient, jantar, len, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedFailedAttempt } from "@/tests/integration/seed-attempt";
import { seedDays } from "@/tests/integration/seed-days";

/** 08:00 in Warsaw on Friday 6 November: 5 November is due and may still be late. */
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const auckland: CastClient = {
  ...jantar,
  id: "c0000000-0000-4000-8000-000000000003",
  accountId: "d0000000-0000-4000-8000-000000000003",
  slug: "harbour-lodge",
  name: "Harbour Lodge",
  externalId: "act_1000000000000003",
  currency: "NZD",
  zone: "Pacific/Auckland",
  collectFrom: "2026-10-20",
};
const quiet: CastClient = {
  ...jantar,
  id: "c0000000-0000-4000-8000-000000000004",
  accountId: "d0000000-0000-4000-8000-000000000004",
  slug: "splywy-brda",
  name: "Spływy Brda",
  externalId: "act_1000000000000004",
};
let database: TestDatabase;

const ordinary = { account: { totalSpend: "100.25", totalImpressions: "5000", reservations: "7" } };
const outside = {
  ...ordinary,
  differences: [{ metric: "total_spend", campaigns: "67.75", account: "100.25", difference: "32.50" }],
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seedCast(db, [jantar, len, auckland, quiet]);
  const observedAt = "2026-11-06T03:33:00Z";
  await seedDays(db, jantar, {
    since: "2026-09-20",
    until: "2026-11-05",
    observedAt,
    day: (date) => (date === "2026-10-27" ? outside : ordinary),
  });
  // Read until 29 October; then refused for good, and after that not tried.
  await seedDays(db, len, {
    since: "2026-09-20",
    until: "2026-10-28",
    observedAt: "2026-10-29T03:37:00Z",
    day: () => ordinary,
  });
  await seedFailedAttempt(db, len, {
    since: "2026-10-29",
    until: "2026-10-29",
    at: "2026-10-30T03:37:00Z",
    errorClass: "FIX_CREDENTIALS",
  });
  await seedDays(db, auckland, { since: "2026-10-20", until: "2026-11-04", observedAt, day: () => ordinary });
  await seedDays(db, quiet, {
    since: "2026-09-20",
    until: "2026-11-05",
    observedAt,
    day: () => ({ account: { totalSpend: "0" }, campaigns: {} }),
  });
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`insert into clients (slug, name, shown_metrics) values ('nowy', 'Zupełnie Nowy', '{}')`;
    const [run] =
      await sql`select attempt_id as id from daily_kpi_data where ad_account_id = ${jantar.accountId} limit 1`;
    await sql`
      insert into kpi_restatements (ad_account_id, date, changes, observed_at, attempt_id)
      values (${jantar.accountId}, '2026-11-02', '{"reservations": {"from": "5", "to": "6"}}', '2026-11-04T03:30:00Z', ${run?.id}),
        (${jantar.accountId}, '2026-11-02', '{"reservations": {"from": "6", "to": "7"}}', '2026-11-05T03:30:00Z', gen_random_uuid()),
        (${jantar.accountId}, '2026-10-06', '{"reservations": {"from": "6", "to": "7"}}', '2026-10-10T03:30:00Z', ${run?.id})`;
    await sql`
      update daily_kpi_data set first_observed_at = '2026-10-05T03:30:00Z', changed_at = '2026-11-05T03:30:00Z'
      where ad_account_id = ${jantar.accountId} and date = '2026-11-02'`;
  });
});
afterAll(() => database.close());

const read = () => database.db.asStaff(viewer, (tx) => readGrid(tx, { now, zone: "Europe/Warsaw" }));

async function cellOf(slug: string, day: string) {
  const grid = await read();
  const row = grid.rows.find(({ client }) => client.slug === slug);
  return row?.cells[grid.days.indexOf(day as CalendarDay)] ?? null;
}

describe("the day grid", () => {
  test("has 35 days that end with the newest one due anywhere", async () => {
    const grid = await read();
    expect(grid.window).toEqual({ since: "2026-10-02", until: "2026-11-05" });
    expect(grid.days).toHaveLength(35);
  });

  test.each([
    ["hotel-jantar", "2026-10-09", "settled"],
    ["hotel-jantar", "2026-10-10", "provisional"],
    ["hotel-jantar", "2026-10-27", "unreconciled"],
    ["hotel-jantar", "2026-11-02", "restated"],
    ["hotel-jantar", "2026-10-06", "settled"],
    ["sklep-len", "2026-10-29", "failed"],
    ["sklep-len", "2026-10-30", "missing"],
    ["sklep-len", "2026-11-05", "late"],
    ["sklep-len", "2026-10-02", "provisional"],
    ["splywy-brda", "2026-10-20", "no_delivery"],
  ])("%s, %s is %s", async (slug, day, drawn) => {
    expect((await cellOf(slug, day))?.drawn).toBe(drawn);
  });

  test("incident 6: a day without delivery is a zero that was read, a missing day has no figure at all", async () => {
    expect(await cellOf("splywy-brda", "2026-10-20")).toMatchObject({ drawn: "no_delivery", spend: "0" });
    expect(await cellOf("sklep-len", "2026-10-30")).toMatchObject({ drawn: "missing", spend: null });
  });

  test("incident 12: a day is due on the clocks of its own account", async () => {
    expect((await cellOf("harbour-lodge", "2026-11-05"))?.drawn).toBe("missing");
    const evening = Temporal.Instant.from("2026-11-06T20:00:00Z");
    const grid = await database.db.asStaff(viewer, (tx) =>
      readGrid(tx, { now: evening, zone: "Europe/Warsaw" }),
    );
    expect(grid.window.until).toBe("2026-11-06");
    const last = (slug: string) => grid.rows.find(({ client }) => client.slug === slug)?.cells.at(-1) ?? null;
    expect(last("harbour-lodge")?.drawn).toBe("late");
    expect(last("hotel-jantar")).toBeNull();
  });

  test("days before an account's first are no gaps, and neither expected nor counted", async () => {
    expect(await cellOf("harbour-lodge", "2026-10-19")).toBeNull();
    const row = (await read()).rows.find(({ client }) => client.slug === "harbour-lodge");
    expect(row).toMatchObject({ expected: 17, stored: 16 });
  });

  test("incident 33: a client whose collection is broken, and one without an ad account, stay in it", async () => {
    const slugs = (await read()).rows.map(({ client }) => client.slug);
    expect(slugs).toEqual(expect.arrayContaining(["sklep-len", "nowy"]));
  });

  test("incident 46: yesterday's row counts for yesterday, whatever day it was written on", async () => {
    expect((await cellOf("hotel-jantar", "2026-11-05"))?.drawn).toBe("provisional");
    expect(await cellOf("hotel-jantar", "2026-11-06")).toBeNull();
  });

  test("counts 13 months of due days against what is stored", async () => {
    const { account } = (await read()).rows.find(({ client }) => client.slug === "sklep-len")?.client ?? {};
    expect(account).toMatchObject({ stored: 39, expected: 396 });
  });
});

test("a restated day says what changed from its first value of this week to the newest", async () => {
  const { restatements } = await read();
  expect(
    restatements.map(({ date, changes }) => [date, changes.reservations?.from, changes.reservations?.to]),
  ).toEqual([
    ["2026-11-02", "5", "6"],
    ["2026-11-02", "6", "7"],
  ]);
});

test("one day tells its figures, its tries and what it was at first", async () => {
  const one = (slug: string, day: string) =>
    database.db.asStaff(viewer, (tx) => readDay(tx, slug, day as CalendarDay));
  const differing = await one("hotel-jantar", "2026-10-27");
  expect(differing?.row).toMatchObject({ reconciled: false, campaigns: 1 });
  expect(differing?.row?.differences[0]?.difference).toBe("32.50");
  expect(differing?.good).toMatchObject({ state: "ok", since: "2026-09-20", pass: "range" });
  const failed = await one("sklep-len", "2026-10-29");
  expect(failed?.row).toBeNull();
  expect(failed?.attempts[0]?.error).toMatchObject({ class: "FIX_CREDENTIALS", code: 190, willRetry: false });
  const restated = await one("hotel-jantar", "2026-11-02");
  expect(restated?.restatements).toHaveLength(2);
  expect(await one("nobody", "2026-10-27")).toBeNull();
});

test("runs come newest first with what they were expected to do, errors by cause with whether it is over", async () => {
  const { runs, errors } = await database.db.asStaff(viewer, async (tx) => ({
    runs: await readRuns(tx, now, 14),
    errors: await readRunErrors(
      tx,
      [jantar.accountId, len.accountId],
      Temporal.Instant.from("2026-10-30T00:00:00Z"),
    ),
  }));
  expect(runs.map(({ expected, done, failed }) => [expected, done, failed])).toContainEqual([1, 0, 1]);
  const starts = runs.map(({ startedAt }) => startedAt.epochMilliseconds);
  expect(starts).toEqual([...starts].sort((a, b) => b - a));
  expect(errors).toMatchObject([
    { class: "FIX_CREDENTIALS", code: 190, times: 1, clients: ["Sklep Len"], recovered: 0 },
  ]);
});

test("what no alert speaks of yet is listed all the same; what one speaks of is listed once", async () => {
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`
      insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence, opened_at)
      values (${jantar.id}, ${jantar.accountId}, 'campaign_sum_differs', '2026-10-27', 'high', 'differs', '{}', '2026-11-06T03:33:00Z')`;
    await sql`
      insert into conditions (kind, subject, severity, message, evidence, opened_at, seen_at)
      values ('token_invalid', 'META_ACCESS_TOKEN', 'critical', 'refused', '{}', '2026-10-30T03:37:00Z', '2026-10-30T03:37:00Z')`;
  });
  const since = now.subtract({ hours: 24 * 7 });
  const incidents = () => database.db.asStaff(viewer, (tx) => readIncidents(tx, since));
  const found = await incidents();
  expect(found.filter(({ check }) => check === "token_invalid").map(({ client }) => client?.name)).toEqual(
    expect.arrayContaining(["Hotel Jantar", "Sklep Len"]),
  );
  expect(found.filter(({ check }) => check === "campaign_sum_differs")).toHaveLength(1);
  await asSuperuser(
    database.superuserUrl,
    (sql) => sql`
      insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, opened_at, seen_at)
      values (${jantar.id}, 'campaign_sum_differs', '2026-10-27', 'day', 'high', 'differs', '{}', '2026-11-06T03:35:00Z', '2026-11-06T03:35:00Z')`,
  );
  const [alert, ...others] = (await incidents()).filter(({ check }) => check === "campaign_sum_differs");
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ state: "open", owner: "Marta Wilk" });
  expect(alert?.happenedAt?.toString()).toBe("2026-11-06T03:33:00Z");
});

test("the page is read in a fixed number of statements, whatever the clients", async () => {
  const counted = async (work: (tx: StaffTx) => Promise<unknown>): Promise<number> => {
    let statements = 0;
    await database.db.asStaff(admin, (tx) =>
      work(
        new Proxy(tx, {
          get(target, key, receiver) {
            if (["execute", "select", "selectDistinct"].includes(String(key))) statements += 1;
            return Reflect.get(target, key, receiver);
          },
        }),
      ),
    );
    return statements;
  };
  const window = { since: "2026-10-02", until: "2026-11-05" } as { since: CalendarDay; until: CalendarDay };
  const all = { accountIds: [jantar.accountId, len.accountId], clientIds: [jantar.id, len.id] };
  expect(await counted((tx) => readGrid(tx, { now, zone: "Europe/Warsaw" }))).toBe(4);
  expect(await counted((tx) => readDay(tx, "hotel-jantar", "2026-10-27" as CalendarDay))).toBe(3);
  expect(await counted((tx) => readCheckAnswers(tx, now))).toBe(2);
  expect(await counted(readCalls)).toBe(1);
  expect(await counted((tx) => readRuns(tx, now, 14))).toBe(1);
  expect(await counted((tx) => readRunErrors(tx, all.accountIds, now))).toBe(1);
  expect(await counted((tx) => readChangeContext(tx, all, window))).toBe(2);
  expect(await counted((tx) => readIncidents(tx, now))).toBe(3);
});
