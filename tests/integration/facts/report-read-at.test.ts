import { afterAll, beforeAll, expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import { kpiRestatements } from "@/lib/db/schema/facts";
import { readAccountDays } from "@/lib/facts/read-account-days";
import { readCampaignSums } from "@/lib/facts/read-campaign-sums";
import { readReportInput } from "@/lib/facts/read-report-input";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { parseDecimal, sum } from "@/lib/values/decimal";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, marta } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { noon, readMonth } from "@/tests/integration/facts/read-month";
import { seedReportMonths } from "@/tests/integration/facts/seed-report-months";
import { seedPublication } from "@/tests/integration/seed-publication";

/** How a month is read: when it was, what changed since, what was published of it, in how many statements, of one moment. */
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedReportMonths(database.db);
});
afterAll(() => database.close());

const report = (slug: string, month: string) => readMonth(database.db, slug, month);

test("a month knows when it was read, by which run, with which attribution, and until when it may change", async () => {
  const october = await report("hotel-jantar", "2026-10");
  expect(october.state).toBe("provisional");
  expect(october.observed_at).toBe("2026-11-03T03:10:00Z");
  expect(october.run_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(october.attribution).toEqual(["7d_click_1d_view"]);
  expect(october.may_change).toEqual({ since: "2026-10-07", until: "2026-11-28" });
});

test("a day is as fresh as the newest good attempt that covers it, even one that changed nothing", async () => {
  await database.db.asCollector(async (tx) => {
    await tx.execute(`
      insert into collection_attempts (run_id, ad_account_id, since, until, attempt_number, lease_until, state, api_version, started_at, finished_at)
      select run_id, ad_account_id, '2026-09-01', '2026-09-30', 2, now(), 'ok', 'v26.0', '2026-11-09T03:00:00Z', '2026-11-09T03:10:00Z'
      from collection_attempts where ad_account_id = '${jantar.accountId}' and since = '2026-09-01'`);
  });
  expect((await report("hotel-jantar", "2026-09")).observed_at).toBe("2026-11-09T03:10:00Z");
});

test("R6: a figure carries its last change", async () => {
  const [attempt] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`select id from collection_attempts where ad_account_id = ${jantar.accountId} limit 1`,
  );
  await database.db.asCollector((tx) =>
    tx.insert(kpiRestatements).values({
      adAccountId: jantar.accountId,
      date: "2026-10-05",
      changes: { reservations: { from: "6", to: "7" } },
      observedAt: new Date("2026-11-03T03:10:00Z"),
      attemptId: attempt?.id,
    }),
  );
  const { figures } = await report("hotel-jantar", "2026-10");
  expect(figures.reservations.last_change).toBe("2026-11-03T03:10:00Z");
  expect(figures.total_spend.last_change).toBeUndefined();
});

test("R9: where the base month was published with another value, the comparison says so", async () => {
  const document = JSON.stringify({
    currency: "PLN",
    mapping: {
      version: 1,
      kpis: { reservations: { list: "actions", type: "omni_purchase", measured_since: "2025-06-01" } },
    },
    figures: { reservations: { value: "171" }, total_spend: { value: "2700" } },
  });
  await seedPublication(database.db, jantar, { month: "2026-09", html: "<p>v1</p>", document });
  const { figures } = await report("hotel-jantar", "2026-10");
  expect(figures.reservations.comparisons.previous).toMatchObject({
    kind: "percent",
    base: "180",
    published_base: "171",
  });
  expect(figures.total_spend.comparisons.previous.kind).toBe("percent");
  expect(figures.total_spend.comparisons.previous.published_base).toBeUndefined();
});

test("P13: a report is read in at most six statements, whatever its days and campaigns", async () => {
  let statements = 0;
  const count = (tx: StaffTx): StaffTx =>
    new Proxy(tx, {
      get(target, key, receiver) {
        if (["execute", "select", "selectDistinct", "insert", "update", "delete"].includes(String(key)))
          statements += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  await database.db.asStaff(marta, (tx) =>
    readReportInput(count(tx), {
      slug: "hotel-jantar",
      month: "2026-10" as CalendarMonth,
      now: noon,
    }),
  );
  expect(statements).toBeGreaterThan(0);
  expect(statements).toBeLessThanOrEqual(6);
});

test("a month read while the collector writes is of one moment", async () => {
  const window = { since: "2026-10-01" as CalendarDay, until: "2026-10-31" as CalendarDay };
  const monthBefore = { since: "2026-09-01" as CalendarDay, until: "2026-09-30" as CalendarDay };
  const spendOf = (
    rows: readonly { readonly figures: { readonly total_spend: { toFixed(): string } | null } }[],
  ) =>
    sum(
      rows.flatMap(({ figures }) =>
        figures.total_spend ? [parseDecimal(figures.total_spend.toFixed())] : [],
      ),
    );
  const bump = (by: string) =>
    database.db.asCollector(async (tx) => {
      for (const table of ["daily_kpi_data", "campaign_daily_kpi_data"]) {
        await tx.execute(
          `update ${table} set total_spend = total_spend ${by} where ad_account_id = '${jantar.accountId}' and date = '2026-10-05'`,
        );
      }
    });
  const [days, campaigns] = await database.db.asStaff(
    marta,
    async (tx) => {
      const read = await readAccountDays(tx, [jantar.accountId], window);
      await bump("+ 7");
      return [
        read.get(jantar.accountId) ?? [],
        (await readCampaignSums(tx, jantar.accountId, window, monthBefore)).campaigns,
      ];
    },
    { snapshot: true },
  );
  await bump("- 7");
  expect(spendOf(days).toFixed()).toBe("3103.1");
  expect(spendOf(campaigns).toFixed()).toBe("3103.1");
});
