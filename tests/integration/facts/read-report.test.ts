import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import { kpiRestatements } from "@/lib/db/schema/facts";
import { readAccountDays } from "@/lib/facts/read-account-days";
import { readCampaignSums } from "@/lib/facts/read-campaign-sums";
import { readReport } from "@/lib/facts/read-report";
import { readReportInput } from "@/lib/facts/read-report-input";
import { type Report, reportSchema } from "@/lib/report/document";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, marta, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedFailedAttempt } from "@/tests/integration/seed-attempt";
import { seedDays } from "@/tests/integration/seed-days";
import { seedPublication } from "@/tests/integration/seed-publication";

let database: TestDatabase;
const noon = "2026-11-10T11:00:00Z";

async function report(slug: string, month: string, now = noon): Promise<Report> {
  const found = await database.db.asStaff(
    marta,
    (tx) => readReport(tx, { slug, month: month as CalendarMonth, now: Temporal.Instant.from(now) }),
    { snapshot: true },
  );
  if (!found) throw new Error(`no report of ${slug}`);
  return reportSchema.parse(found);
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seedCast(db);
  // Hotel Jantar: October a year ago, September and October complete; November to the 9th.
  const full = (spend: string, reservations: string) => () => ({
    account: {
      totalSpend: spend,
      totalImpressions: "9000",
      totalClicks: "90",
      reservations,
      reservationValue: "500.50",
    },
    campaigns: {
      "1": {
        totalSpend: "60",
        totalImpressions: "6000",
        totalClicks: "60",
        reservations,
        reservationValue: "500.50",
      },
      "2": {
        totalSpend: toDecimalText(parseDecimal(spend).minus(60)),
        totalImpressions: "3000",
        totalClicks: "30",
      },
    },
  });
  await seedDays(db, jantar, {
    since: "2025-10-01",
    until: "2025-10-31",
    observedAt: "2025-12-01T04:00:00Z",
    day: full("80", "4"),
  });
  await seedDays(db, jantar, {
    since: "2026-09-01",
    until: "2026-09-30",
    observedAt: "2026-11-01T03:10:00Z",
    day: full("90", "6"),
  });
  await seedDays(db, jantar, {
    since: "2026-10-01",
    until: "2026-10-31",
    observedAt: "2026-11-03T03:10:00Z",
    day: full("100.10", "7"),
  });
  await seedDays(db, jantar, {
    since: "2026-11-01",
    until: "2026-11-09",
    observedAt: "2026-11-10T03:10:00Z",
    day: full("100", "6"),
  });
  // Sklep Len: August ran nothing; September runs and lacks its 20th (refused) and 21st (not tried).
  await seedDays(db, len, {
    since: "2026-07-30",
    until: "2026-07-31",
    observedAt: "2026-09-30T03:10:00Z",
    day: full("70", "1"),
  });
  await seedDays(db, len, {
    since: "2026-08-01",
    until: "2026-08-31",
    observedAt: "2026-10-01T03:10:00Z",
    day: () => ({ account: {} }),
  });
  await seedDays(db, len, {
    since: "2026-09-01",
    until: "2026-09-19",
    observedAt: "2026-11-01T03:10:00Z",
    day: full("70", "2"),
  });
  await seedDays(db, len, {
    since: "2026-09-22",
    until: "2026-09-30",
    observedAt: "2026-11-01T03:10:00Z",
    day: full("70", "2"),
  });
  await seedFailedAttempt(db, len, {
    since: "2026-09-20",
    until: "2026-09-20",
    at: "2026-11-01T03:12:00Z",
    errorClass: "FIX_CREDENTIALS",
  });
});
afterAll(() => database.close());

test("incident 13: the month is the sum of its account-days and of nothing else", async () => {
  const { figures, campaigns } = await report("hotel-jantar", "2026-10");
  expect(figures.reservations.value).toBe("217");
  expect(figures.total_spend.value).toBe("3103.1");
  expect(figures.reservation_value.value).toBe("15515.5");
  expect(campaigns.map(({ id, figures: own }) => [id, own.total_spend])).toEqual([
    ["1", "1860"],
    ["2", "1243.1"],
  ]);
  const [view] = await asSuperuser(
    database.superuserUrl,
    (sql) => sql`
      select total_spend::text, reservations::text, days from campaign_summaries
      where client_id = ${jantar.id} and summary_date = '2026-10-01'`,
  );
  expect(view).toMatchObject({ reservations: "217", days: 31 });
  expect(Number(view?.total_spend)).toBe(3103.1);
});

test("incident 14: reach is not a sum of days; it is not available until Meta is asked for the period", async () => {
  const { reach } = await report("hotel-jantar", "2026-10");
  expect(reach).toEqual({ unavailable: "not_collected" });
});

test("incident 20: what is not measured is null with its reason, however many clicks there were", async () => {
  const { figures, mapping } = await report("hotel-jantar", "2026-10");
  for (const kpi of ["click_to_call", "messages", "email_contacts", "booking_step_1"] as const) {
    expect(figures[kpi]).toMatchObject({ value: null, unavailable: "not_measured" });
    expect(mapping.kpis[kpi]).toBeUndefined();
  }
  expect(figures.total_clicks.value).toBe("2790");
  expect(figures.leads.value).toBe("0");
});

test("incident 23: an open month is compared over the same days, with their numbers", async () => {
  const { state, figures } = await report("hotel-jantar", "2026-11");
  expect(state).toBe("open");
  expect(figures.total_spend.comparisons.previous).toMatchObject({
    kind: "percent",
    own: "900",
    base: "900.9",
    own_days: 9,
    base_days: 9,
  });
});

test("incident 5: a refused day is failed and an untried one missing; neither is a zero", async () => {
  const { coverage, daily, figures, state } = await report("sklep-len", "2026-09");
  expect(state).toBe("incomplete");
  expect(coverage).toMatchObject({
    days: 28,
    expected: 30,
    calendar: 30,
    missing: [
      { date: "2026-09-20", reason: "failed" },
      { date: "2026-09-21", reason: "missing" },
    ],
  });
  expect(daily.find(({ date }) => date === "2026-09-20")).toMatchObject({ state: "failed", figures: null });
  expect(figures.total_spend).toMatchObject({ value: "1960", state: "partial", days: 28 });
});

test("incident 6: a month without delivery is zeros, a month not collected is unknown", async () => {
  const empty = await report("sklep-len", "2026-08");
  expect(empty).toMatchObject({ no_delivery: true, last_delivery: "2026-07-31", reconciled: true });
  expect(empty.figures.total_spend.value).toBe("0");
  expect(empty.daily.every(({ no_delivery }) => no_delivery)).toBe(true);
  const unknown = await report("sklep-len", "2026-06");
  expect(unknown).toMatchObject({ no_delivery: false, reconciled: null, observed_at: null });
  expect(unknown.figures.total_spend).toMatchObject({ value: null, unavailable: "not_collected" });
});

test("incident 24: no value anywhere is a sentinel; unknown is null and says why", async () => {
  const text = JSON.stringify(await report("sklep-len", "2026-06"));
  expect(text).not.toMatch(/-999|NaN|Infinity|undefined/);
  for (const figure of Object.values((await report("sklep-len", "2026-06")).figures)) {
    expect(figure.value).toBeNull();
    expect(figure.unavailable).toBeDefined();
  }
});

test("incident 25: the month that is asked for is the month that is told", async () => {
  for (const [month, until] of [
    ["2026-10", "2026-10-31"],
    ["2026-09", "2026-09-30"],
    ["2028-02", "2028-02-29"],
  ] as const) {
    expect(await report("hotel-jantar", month)).toMatchObject({
      month,
      window: { since: `${month}-01`, until },
      time_zone: "Europe/Warsaw",
      currency: "PLN",
    });
  }
});

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

test("thirteen months stand in the sparkline, unknown ones as gaps", async () => {
  const { figures } = await report("hotel-jantar", "2026-10");
  const line = figures.total_spend.sparkline ?? [];
  expect(line).toHaveLength(13);
  expect(line[0]).toMatchObject({ month: "2025-10", value: "2480" });
  expect(line[1]).toMatchObject({ month: "2025-11", value: null });
  expect(line.at(-1)).toMatchObject({ month: "2026-10", value: "3103.1" });
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
      now: Temporal.Instant.from(noon),
    }),
  );
  expect(statements).toBeGreaterThan(0);
  expect(statements).toBeLessThanOrEqual(6);
});

test("a slug that no client has is no report", async () => {
  const found = await database.db.asStaff(marta, (tx) =>
    readReport(tx, { slug: "nobody", month: "2026-10" as CalendarMonth, now: Temporal.Instant.from(noon) }),
  );
  expect(found).toBeNull();
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

test("incident 40 each day keeps the currency and zone it was read with, and the report tells of both", async () => {
  await seedDays(database.db, len, {
    ...{ since: "2026-06-01", until: "2026-06-30", observedAt: "2026-09-30T03:10:00Z" },
    ...{ day: () => ({ account: { totalSpend: "70" } }), currency: "EUR", zone: "Europe/Berlin" },
  });
  const june = await report("sklep-len", "2026-06");
  expect(june).toMatchObject({ currency: "EUR", time_zone: "Europe/Berlin" });
  expect(june.figures.total_spend.value).toBe("2100");
  expect(june.account_changes).toEqual([
    { since: null, field: "currency", from: "EUR", to: "PLN" },
    { since: null, field: "time_zone", from: "Europe/Berlin", to: "Europe/Warsaw" },
  ]);
  const july = await report("sklep-len", "2026-07");
  expect(july).not.toHaveProperty("account_changes");
  expect(july).toMatchObject({ currency: "PLN", time_zone: "Europe/Warsaw" });
  const { total_spend, reservations } = july.figures;
  expect(total_spend.comparisons.previous).toMatchObject({
    kind: "not_comparable",
    reason: "other_currency",
  });
  expect(reservations.comparisons.previous.reason).not.toBe("other_currency");
});
