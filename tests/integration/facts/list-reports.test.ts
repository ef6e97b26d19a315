import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import { findClientMonth } from "@/lib/facts/find-client-month";
import { findListMonth } from "@/lib/facts/find-list-month";
import { listPeriods } from "@/lib/facts/list-periods";
import { listReports } from "@/lib/facts/list-reports";
import { readReport } from "@/lib/facts/read-report";
import { publishReport } from "@/lib/publications/publish-report";
import { readReview } from "@/lib/publications/read-review";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { find, healAll } from "@/tests/integration/alerts/raise";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, type CastClient, jantar, len, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

const october = "2026-10" as CalendarMonth;
const now = Temporal.Instant.from("2026-12-01T08:00:00Z");
const demo: CastClient = {
  ...jantar,
  id: "c0000000-0000-4000-8000-000000000003",
  accountId: "d0000000-0000-4000-8000-000000000003",
  slug: "ryokan-aoi",
  name: "Ryokan Aoi",
  locale: "en",
  externalId: "act_1000000000000003",
  currency: "JPY",
  zone: "Asia/Tokyo",
  isDemo: true,
};
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seedCast(db, [jantar, len, demo]);
  const day = { account: { totalSpend: "10", totalImpressions: "900", reservations: "2" } };
  const observedAt = "2026-11-30T03:10:00Z";
  await seedDays(db, jantar, { since: "2026-10-01", until: "2026-10-31", observedAt, day: () => day });
  await seedDays(db, len, { since: "2026-10-01", until: "2026-10-20", observedAt, day: () => day });
  await seedDays(db, demo, { since: "2026-10-01", until: "2026-10-31", observedAt, day: () => day });
  await publishReport({ db, actor: admin, slug: jantar.slug, month: october, now });
});
afterAll(() => database.close());

const list = (month = october) => database.db.asStaff(viewer, (tx) => listReports(tx, { month, now }));

test("every active client stands in the list, by name, with state, figures and publication", async () => {
  const rows = await list();
  expect(rows.map(({ slug }) => slug)).toEqual(["hotel-jantar", "ryokan-aoi", "sklep-len"]);
  expect(rows[0]).toMatchObject({
    state: "settled",
    reconciled: true,
    spend: { value: "310" },
    result: { metric: "reservations", figure: { value: "62" } },
    blockers: [],
    publication: {
      ...{ version: 1, by: "Anna Admin", overridden: false },
      printed: { currency: "PLN", spend: "310", result: "62" },
    },
  });
  expect(rows[2]).toMatchObject({
    state: "incomplete",
    coverage: { days: 20, expected: 31 },
    blockers: [{ kind: "missing", overridable: true }],
    publication: null,
  });
});

test("R1: the list and the report tell the same", async () => {
  for (const row of await list()) {
    const report = await database.db.asStaff(viewer, (tx) =>
      readReport(tx, { slug: row.slug, month: october, now }),
    );
    expect(row.state).toBe(report?.state);
    expect(row.coverage).toEqual(report?.coverage);
    expect(row.spend.value).toBe(report?.figures.total_spend.value);
    expect(row.spend.state).toBe(report?.figures.total_spend.state);
    expect(row.result?.figure.value).toBe(report?.figures.reservations.value);
    expect(row.result?.cost.value).toBe(report?.figures.cost_per_reservation.value);
    expect(row.result?.change).toEqual(report?.figures.cost_per_reservation.comparisons.previous);
  }
});

test("R10: what the newest version prints stays beside figures that changed after it", async () => {
  const account = { totalSpend: "11", totalImpressions: "900", reservations: "3" };
  const days = { since: "2026-10-01", until: "2026-10-31", observedAt: "2026-12-01T03:10:00Z" };
  const clone = await createTestDatabase();
  try {
    await seedCast(clone.db, [jantar]);
    const before = { ...account, reservations: "2" };
    await seedDays(clone.db, jantar, {
      ...days,
      observedAt: "2026-11-30T03:10:00Z",
      day: () => ({ account: before }),
    });
    await publishReport({ db: clone.db, actor: admin, slug: jantar.slug, month: october, now });
    await clone.db.asCollector((tx) => tx.execute("update daily_kpi_data set reservations = 3"));
    const [row] = await clone.db.asStaff(viewer, (tx) => listReports(tx, { month: october, now }));
    expect(row?.result?.figure.value).toBe("93");
    expect(row?.publication?.printed).toEqual({ currency: "PLN", spend: "341", result: "62" });
  } finally {
    await clone.close();
  }
});

test("an open finding that results are gone, or days stored in part, is a doubt of the months it is about", async () => {
  const clone = await createTestDatabase();
  try {
    await seedCast(clone.db, [jantar]);
    await find(
      clone,
      jantar,
      { check: "results_gone", subject: "2026-11-02", evidence: { days: ["2026-10-31", "2026-11-02"] } },
      now,
    );
    /** As the list says it and as the month's own page does, which must not differ. */
    const of = (month: string) =>
      clone.db.asStaff(viewer, async (tx) => {
        const [row] = await listReports(tx, { month: month as CalendarMonth, now });
        expect((await readReview(tx, jantar.id, month as CalendarMonth)).doubts).toEqual(row?.doubts);
        return row?.doubts;
      });
    expect(await of("2026-09")).toEqual([]);
    expect(await of("2026-10")).toEqual(["results_gone"]);
    expect(await of("2026-11")).toEqual(["results_gone"]);
    await healAll(clone);
    await asSuperuser(
      clone.superuserUrl,
      (query) => query`
        insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, months, opened_at, seen_at)
        values (${jantar.id}, 'incomplete_data', 'stored', 'x', 'high', 'test', '{}', '{2026-10-01}', now(), now())`,
    );
    expect(await of("2026-10")).toEqual(["incomplete_data"]);
    expect(await of("2026-11")).toEqual([]);
  } finally {
    await clone.close();
  }
});

test("the list is read in six statements, whatever its clients and publications", async () => {
  let statements = 0;
  const count = (tx: StaffTx): StaffTx =>
    new Proxy(tx, {
      get(target, key, receiver) {
        if (["execute", "select", "selectDistinct"].includes(String(key))) statements += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  await database.db.asStaff(viewer, (tx) => listReports(count(tx), { month: october, now }));
  expect(statements).toBe(6);
});

test("R8: each row keeps its own currency", async () => {
  expect((await list()).map(({ currency }) => currency)).toEqual(["PLN", "JPY", "PLN"]);
});

test("incident 22: a demonstration client is marked as one", async () => {
  expect((await list()).filter(({ isDemo }) => isDemo).map(({ slug }) => slug)).toEqual(["ryokan-aoi"]);
});

test("incident 33: a client whose collection is broken stays in the list", async () => {
  await database.db.asCollector((tx) =>
    tx.execute(
      `update ad_accounts set access = 'no_access', access_reason = 'test' where id = '${len.accountId}'`,
    ),
  );
  expect((await list()).map(({ slug }) => slug)).toContain("sklep-len");
});

describe("incident 33: a first day that was moved past a published month", () => {
  const move = (client: CastClient, day: string) =>
    asSuperuser(
      database.superuserUrl,
      (owner) => owner`update ad_accounts set collect_from = ${day} where id = ${client.accountId}`,
    );
  beforeAll(() => move(jantar, "2030-01-01"));
  afterAll(() => move(jantar, jantar.collectFrom));
  const found = (period: string | undefined) =>
    database.db.asStaff(viewer, (tx) => findClientMonth(tx, { slug: jantar.slug, period, now }));

  test("the published month opens for staff, and can be chosen", async () => {
    expect(await found("2026-10")).toMatchObject({ kind: "found", month: "2026-10", periods: ["2026-10"] });
    expect(await found(undefined)).toMatchObject({ kind: "found", month: "2026-10" });
    expect(await found("2026-09")).toMatchObject({ kind: "no_period", malformed: false });
    // What is stored of it is read whatever the first day is, so that a correction can be made.
    const read = (tx: StaffTx) => readReport(tx, { slug: jantar.slug, month: october, now });
    expect(await database.db.asStaff(viewer, read)).toMatchObject({
      state: "settled",
      figures: { total_spend: { value: "310" } },
    });
  });

  test("the month stands in the list of months of all clients", async () => {
    await move(len, "2026-11-01");
    await move(demo, "2026-11-01");
    const asked = { period: "2026-10", zone: "Europe/Warsaw", now };
    expect(await database.db.asStaff(viewer, (tx) => findListMonth(tx, asked))).toEqual({
      month: "2026-10",
      periods: ["2026-12", "2026-11", "2026-10"],
    });
    await move(len, len.collectFrom);
    await move(demo, demo.collectFrom);
  });
});

test("an archived client leaves the list, and its report stays readable", async () => {
  await database.db.asStaff(admin, (tx) =>
    tx.execute(`update clients set status = 'archived' where id = '${demo.id}'`),
  );
  expect((await list()).map(({ slug }) => slug)).not.toContain("ryokan-aoi");
  expect(
    await database.db.asStaff(viewer, (tx) => readReport(tx, { slug: "ryokan-aoi", month: october, now })),
  ).not.toBeNull();
});

test("months to choose from go from the first collected to the present one, newest first", () => {
  const account = (collectFrom: string, zone: string) => ({ collectFrom: collectFrom as CalendarDay, zone });
  expect(listPeriods([], now)).toEqual([]);
  expect(
    listPeriods(
      [account("2026-10-15", "America/Los_Angeles"), account("2026-11-01", "Asia/Tokyo")],
      Temporal.Instant.from("2026-11-30T20:00:00Z"),
    ),
  ).toEqual(["2026-12", "2026-11", "2026-10"]);
});
