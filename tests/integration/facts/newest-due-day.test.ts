import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newestDueDay, newestDueDaySql } from "@/lib/facts/newest-due-day";
import { readIncompleteDays } from "@/lib/ops/metrics/read-incomplete-days";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

const zones = ["Pacific/Kiritimati", "Europe/Warsaw", "America/New_York", "Etc/GMT+12"] as const;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, [jantar]);
});
afterAll(() => database.close());

/** Every quarter of an hour of the three days around. */
const quarters = (middle: string) =>
  Array.from({ length: 3 * 96 }, (_, index) =>
    Temporal.Instant.from(middle)
      .add({ minutes: 15 * (index - 144) })
      .toString(),
  );

test.each([
  ["clocks go forward", "2026-03-29T01:00:00Z"],
  ["clocks go back", "2026-10-25T01:00:00Z"],
  ["clocks go back in New York, a month ends", "2026-11-01T06:00:00Z"],
])("the newest due day is the same in SQL as in the product, also where %s", async (_, middle) => {
  for (const zone of zones) {
    const rows = await database.db.asStaff(viewer, (tx) =>
      tx.execute<{ at: string; day: CalendarDay }>(sql`
        select at, ${newestDueDaySql(sql`${zone}::text`, sql`at::timestamptz`)}::text as day
        from unnest(${sql.param(`{${quarters(middle).join(",")}}`)}::text[]) as at`),
    );
    expect(rows).toHaveLength(288);
    for (const { at, day } of rows)
      expect({ zone, at, day }).toEqual({ zone, at, day: newestDueDay(zone, Temporal.Instant.from(at)) });
  }
});

test("a day stored in part is incomplete exactly while it is one of the account's own 35 due days", async () => {
  const day = "2026-10-10" as CalendarDay;
  const figures = { account: { totalSpend: "10", totalImpressions: "5" } };
  await seedDays(database.db, jantar, {
    ...{ since: "2026-10-01" as CalendarDay, until: "2026-11-14" as CalendarDay },
    ...{ observedAt: "2026-11-14T05:00:00Z", day: () => figures },
  });
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`delete from campaign_daily_kpi_data where date = ${day}`;
  });
  const incompleteAt = async (local: string) => {
    const now = Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Warsaw").toInstant();
    return (await readIncompleteDays(database.db, now)).find(({ client }) => client === jantar.slug)?.days;
  };
  // 10 October is the oldest of the 35 days that end with 13 November, which is the newest due one until 04:00 of the 15th.
  expect(await incompleteAt("2026-11-14T12:00")).toBe(1);
  expect(await incompleteAt("2026-11-15T03:59")).toBe(1);
  expect(await incompleteAt("2026-11-15T04:00")).toBe(0);
});
