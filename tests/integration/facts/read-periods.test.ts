import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeBreakdown, writeFailedBreakdown } from "@/lib/collect/period/write-breakdown";
import { writeReach } from "@/lib/collect/period/write-reach";
import { readReport } from "@/lib/facts/read-report";
import { figures } from "@/lib/kpi/fixtures/days";
import { type Report, reportSchema } from "@/lib/report/document";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { Decimal } from "@/lib/values/decimal";
import { makeWindow } from "@/lib/values/window";
import { jantar, len, marta, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

let database: TestDatabase;
const october = "2026-10" as CalendarMonth;
const whole = makeWindow("2026-10-01" as never, "2026-10-31" as never);
const readAt = Temporal.Instant.from("2026-11-04T03:14:15.123Z");

async function report(slug: string): Promise<Report> {
  const now = Temporal.Instant.from("2026-11-04T11:00:00Z");
  const found = await database.db.asStaff(marta, (tx) => readReport(tx, { slug, month: october, now }));
  return reportSchema.parse(found);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seedCast(db);
  for (const client of [jantar, len]) {
    await seedDays(db, client, {
      ...{ since: "2026-10-01", until: "2026-10-31", observedAt: "2026-11-04T03:10:00Z" },
      day: () => ({ account: { totalSpend: "10.1", totalImpressions: "100", reservations: "1" } }),
    });
  }
  await db.asCollector(async (tx) => {
    const reach = { frequency: new Decimal("2.583333"), impressions: new Decimal(3_100), unavailable: null };
    await writeReach(tx, jantar.accountId, whole, { ...reach, reach: new Decimal(1_200) }, readAt);
    // The month to date as it was asked while October went on: kept, and none of the month's.
    const toDate = makeWindow("2026-10-01" as never, "2026-10-30" as never);
    await writeReach(tx, jantar.accountId, toDate, { ...reach, reach: new Decimal(1_190) }, readAt);
    await writeBreakdown(
      tx,
      jantar.accountId,
      {
        ...{ month: october, kind: "age_gender", window: whole, mappingVersion: 1 },
        accountSpend: new Decimal("313.1"),
        rows: [
          { key1: "25-34", key2: "female", figures: figures({ total_spend: "0.123456", reservations: 20 }) },
          { key1: "25-34", key2: "male", figures: figures({ total_spend: "312.976544", reservations: 11 }) },
        ],
      },
      readAt,
    );
    await writeFailedBreakdown(
      tx,
      jantar.accountId,
      { month: october, kind: "placement", window: whole },
      "request_refused",
      readAt,
    );
  });
});
afterAll(() => database.close());

test("C23 a report has the reach of exactly its month, not of a part of it and not a sum", async () => {
  expect((await report("hotel-jantar")).reach).toEqual({
    value: "1200",
    frequency: "2.583333",
    window: { since: "2026-10-01", until: "2026-10-31" },
    state: "provisional",
    observed_at: "2026-11-04T03:14:15.123Z",
  });
});

test("C24 a report has its month by both keys, to the last digit, with what the rows cover", async () => {
  expect((await report("hotel-jantar")).breakdowns.age_gender).toMatchObject({
    rows: [
      { keys: ["25-34", "female"], figures: { total_spend: "0.123456", reservations: "20" } },
      { keys: ["25-34", "male"], figures: { total_spend: "312.976544", reservations: "11" } },
    ],
    covers: { spend: "313.1", account_spend: "313.1", observed_at: "2026-11-04T03:14:15.123Z" },
    difference: "0",
  });
});

test("incident 47: a breakdown that failed and one that nobody read say so, and the report is there", async () => {
  const { breakdowns, figures: own } = await report("hotel-jantar");
  expect(breakdowns.placement).toEqual({ unavailable: "failed" });
  expect(breakdowns.region).toEqual({ unavailable: "not_collected" });
  expect(own.total_spend.value).toBe("313.1");
});

test("incident 35: another client's report has none of it", async () => {
  const { reach, breakdowns } = await report("sklep-len");
  expect(reach).toEqual({ unavailable: "not_collected" });
  expect(breakdowns.age_gender).toEqual({ unavailable: "not_collected" });
});
