import { afterAll, beforeAll, expect, test } from "vitest";
import { readReport } from "@/lib/facts/read-report";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, marta } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { noon, readMonth } from "@/tests/integration/facts/read-month";
import { seedReportMonths } from "@/tests/integration/facts/seed-report-months";
import { seedDays } from "@/tests/integration/seed-days";

/** What a month says: its figures, its days, what is not known of it, in which currency. */
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedReportMonths(database.db);
});
afterAll(() => database.close());

const report = (slug: string, month: string) => readMonth(database.db, slug, month);

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

test("thirteen months stand in the sparkline, unknown ones as gaps", async () => {
  const { figures } = await report("hotel-jantar", "2026-10");
  const line = figures.total_spend.sparkline ?? [];
  expect(line).toHaveLength(13);
  expect(line[0]).toMatchObject({ month: "2025-10", value: "2480" });
  expect(line[1]).toMatchObject({ month: "2025-11", value: null });
  expect(line.at(-1)).toMatchObject({ month: "2026-10", value: "3103.1" });
});

test("a slug that no client has is no report", async () => {
  const found = await database.db.asStaff(marta, (tx) =>
    readReport(tx, { slug: "nobody", month: "2026-10" as CalendarMonth, now: noon }),
  );
  expect(found).toBeNull();
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
