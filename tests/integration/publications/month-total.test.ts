import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runChecks } from "@/lib/checks/run-checks";
import { listReports } from "@/lib/facts/list-reports";
import { readReport } from "@/lib/facts/read-report";
import { correctReport } from "@/lib/publications/correct-report";
import { publishReport } from "@/lib/publications/publish-report";
import { readReview } from "@/lib/publications/read-review";
import { reportSchema } from "@/lib/report/document";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { addMonths, type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, marta, measuredSinceJune, piotr, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

// On 10 December September, October and November are among the days that the checks look at.
const now = Temporal.Instant.from("2026-12-10T08:00:00Z");
const reason = "Meta support knows of the difference and is looking into it.";
const account = { totalSpend: "100", totalImpressions: "9000", totalClicks: "90", reservations: "3" };
const september = "2026-09" as CalendarMonth;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.close();
  database = await createTestDatabase();
  await seedCast(database.db);
  for (const [client, months] of [
    [jantar, 3],
    [len, 1],
  ] as const) {
    for (let index = 0; index < months; index += 1) {
      const window = monthWindow(addMonths(september, index));
      const observedAt = "2026-12-09T03:10:00Z";
      await seedDays(database.db, client, { ...window, observedAt, day: () => ({ account }) });
    }
  }
});
afterAll(() => database.close());

/** Meta's own totals of a month, as the collector stores them beside breakdowns and reach. */
async function storeTotals(
  month: CalendarMonth,
  totals: { readonly spend: string; readonly impressions?: string; readonly at?: string },
  client = jantar,
): Promise<void> {
  const { since, until } = monthWindow(month);
  const { spend, impressions, at = "2026-12-08T03:20:00Z" } = totals;
  await database.db.asCollector(async (tx) => {
    await tx.execute(sql`
      insert into monthly_breakdown_reads (ad_account_id, month, kind, since, until, spend, account_spend, observed_at)
      values (${client.accountId}, ${since}::date, 'placement', ${since}::date, ${until}::date, ${spend}::numeric, ${spend}::numeric, ${at}::timestamptz)
      on conflict (ad_account_id, month, kind) do update set account_spend = excluded.account_spend, observed_at = excluded.observed_at`);
    if (impressions === undefined) return;
    await tx.execute(sql`
      insert into period_reach (ad_account_id, since, until, reach, impressions, observed_at)
      values (${client.accountId}, ${since}::date, ${until}::date, 1000, ${impressions}::numeric, ${at}::timestamptz)
      on conflict (ad_account_id, since, until) do update set impressions = excluded.impressions, observed_at = excluded.observed_at`);
  });
}

const check = () => runChecks(database.db, { now, trigger: "cli" });
const publish = (month: CalendarMonth, overrideReason?: string) =>
  publishReport({
    ...{ db: database.db, actor: marta, slug: jantar.slug, month, now },
    ...(overrideReason ? { overrideReason } : {}),
  });
const correct = (replaces: number, overrideReason?: string) =>
  correctReport({
    ...{ db: database.db, actor: marta, slug: jantar.slug, month: september, now, replaces },
    why: "Meta’s own total of the month was read again.",
    ...(overrideReason ? { overrideReason } : {}),
  });
const stored = () =>
  asSuperuser(
    database.superuserUrl,
    (query) =>
      query`select version, document, html, override_reason from publications order by month, version`,
  );
const review = (month: CalendarMonth, client = jantar, at = now) =>
  database.db.asStaff(viewer, async (tx) => {
    const report = await readReport(tx, { slug: client.slug, month, now: at });
    if (!report) throw new Error("no report");
    const { monthTotal } = await readReview(tx, client.id, month);
    return { blockers: whatBlocks(report), monthTotal };
  });
const listed = async (month: CalendarMonth) => {
  const rows = await database.db.asStaff(viewer, (tx) => listReports(tx, { month, now }));
  return new Map(rows.map((row) => [row.slug, { blockers: row.blockers, monthTotal: row.monthTotal }]));
};
const fine = { spend: "3000", impressions: "270000" };
const off = { ...fine, spend: "3012.5" };
const blocker = {
  ...{ kind: "month_total_differs", overridable: true },
  total: {
    ...{ metric: "total_spend", days: "3000", meta: "3012.5", difference: "12.5" },
    at: "2026-12-08T03:20:00Z",
  },
};

test("R11 month's sum: a month that does not add up to Meta's own total is refused, and nothing is written", async () => {
  await storeTotals(september, off);
  await check();
  expect(await publish(september)).toEqual({ kind: "blocked", reasons: [blocker] });
  expect(await publish(september, "too short")).toEqual({ kind: "refused", why: "reason_too_short" });
  expect(await stored()).toEqual([]);
});

test("R11 month's sum: a reason lifts it and is printed beside both totals, in the document and on the page", async () => {
  await storeTotals(september, off);
  await check();
  expect(await publish(september, reason)).toMatchObject({ kind: "published", overridden: [blocker] });
  const [row] = await stored();
  expect(row?.override_reason).toBe(reason);
  const document = reportSchema.parse(JSON.parse(row?.document));
  expect(document.month_total).toEqual(blocker.total);
  expect(document.publication?.override).toMatchObject({ reason, by: "Marta Wilk" });
  const page = row?.html.toString().replaceAll("\u00A0", " ");
  expect(page).toContain(
    "Wydatki: suma dni miesiąca to 3 000,00 zł, suma miesiąca według Meta 3 012,50 zł, różnica 12,50 zł.",
  );
  expect(page).toContain(reason);
});

test("a finding that is resolved lets the month pass; one month's answer says nothing of another's", async () => {
  await storeTotals(september, off);
  await storeTotals(addMonths(september, 1), { spend: "3100", impressions: "279000" });
  await check();
  expect((await review(september)).blockers).toEqual([blocker]);
  expect(await review(addMonths(september, 1))).toEqual({ blockers: [], monthTotal: "fine" });
  await storeTotals(september, fine);
  await check();
  expect(await review(september)).toEqual({ blockers: [], monthTotal: "fine" });
  expect(await publish(september)).toMatchObject({ kind: "published", overridden: [] });
});

test("a month that can no longer be compared stays blocked, though another month is fine", async () => {
  await storeTotals(september, off);
  await storeTotals(addMonths(september, 1), { spend: "3100", impressions: "279000" });
  await check();
  // A day changed after the total was read: whether they agree now nobody knows.
  await asSuperuser(
    database.superuserUrl,
    (query) => query`insert into kpi_restatements (ad_account_id, date, changes, observed_at, attempt_id)
      select ad_account_id, date, '{"total_spend": {"from": "90", "to": "100"}}', '2026-12-09T03:10:00Z', attempt_id
      from daily_kpi_data where date = '2026-09-12' and ad_account_id = ${jantar.accountId}`,
  );
  await check();
  expect(await review(september)).toEqual({ blockers: [blocker], monthTotal: "read_at_different_times" });
  expect(await publish(september)).toMatchObject({ kind: "blocked" });
  await storeTotals(september, { ...fine, at: "2026-12-09T03:20:00Z" });
  await check();
  expect(await review(september)).toEqual({ blockers: [], monthTotal: "fine" });
});

test("an evaluation that broke off answers about no month: what was fine is not compared, what was found blocks", async () => {
  await storeTotals(september, off);
  await storeTotals(addMonths(september, 1), { spend: "3100", impressions: "279000" });
  await check();
  // A mapping that nobody can read, mended afterwards.
  const choose = (choices: string) =>
    asSuperuser(
      database.superuserUrl,
      (query) =>
        query`update kpi_mappings set choices = ${choices}::text::jsonb where client_id = ${jantar.id}`,
    );
  await choose('{"reservations": 7}');
  await check();
  await choose(JSON.stringify(measuredSinceJune));
  const broken = "evaluation_failed";
  expect(await review(addMonths(september, 1))).toEqual({ blockers: [], monthTotal: broken });
  expect(await review(september)).toEqual({ blockers: [blocker], monthTotal: broken });
});

test("a month that the checks look at no more keeps what was found of it", async () => {
  await storeTotals(september, off);
  await check();
  const later = now.add({ hours: 24 * 90 });
  const march = "2027-03-09T03:10:00Z";
  const february = "2027-02" as CalendarMonth;
  await seedDays(database.db, jantar, {
    ...monthWindow(february),
    observedAt: march,
    day: () => ({ account }),
  });
  await storeTotals(february, { spend: "2800", impressions: "252000", at: "2027-03-08T03:20:00Z" });
  await runChecks(database.db, { now: later, trigger: "cli" });
  expect(await review(february, jantar, later)).toEqual({ blockers: [], monthTotal: "fine" });
  expect(await review(september, jantar, later)).toEqual({ blockers: [blocker], monthTotal: null });
});

test("a check without an answer is said to have none, and blocks nothing", async () => {
  expect(await review(september)).toEqual({ blockers: [], monthTotal: null });
  await storeTotals(september, { spend: "3000" });
  await check();
  expect(await review(september)).toEqual({ blockers: [], monthTotal: "no_month_total" });
  expect((await listed(september)).get(jantar.slug)).toEqual({ blockers: [], monthTotal: "no_month_total" });
  expect(await publish(september)).toMatchObject({ kind: "published" });
});

test("race: the finding opens between the review and the publish, and the publish is refused", async () => {
  await storeTotals(september, fine);
  await check();
  expect((await review(september)).blockers).toEqual([]);
  await storeTotals(september, off);
  await check();
  expect(await publish(september)).toEqual({ kind: "blocked", reasons: [blocker] });
  expect(await stored()).toEqual([]);
});

test("race: of a publish and the check that opens the finding at once, the stored version never hides it", async () => {
  await storeTotals(september, off);
  const [outcome] = await Promise.all([publish(september), check()]);
  const rows = await stored();
  // Whoever was first: either it was refused with the finding, or it was frozen before there was one and staff are told of it.
  expect(rows).toHaveLength(outcome.kind === "published" ? 1 : 0);
  expect((await review(september)).blockers).toEqual([blocker]);
  expect(await correct(1)).toMatchObject(
    outcome.kind === "published" ? { kind: "blocked", reasons: [blocker] } : { why: "not_published" },
  );
});

test("R11 holds for a correction; once the totals agree the client reads that in a version of its own", async () => {
  await storeTotals(september, off);
  await check();
  await publish(september, reason);
  expect(await correct(1, reason)).toEqual({ kind: "refused", why: "nothing_changed" });
  await storeTotals(september, { ...off, spend: "3020" });
  await check();
  expect(await correct(1)).toMatchObject({ kind: "blocked", reasons: [{ total: { meta: "3020" } }] });
  await storeTotals(september, fine);
  await check();
  expect(await correct(1)).toMatchObject({ kind: "published", version: 2, overridden: [], items: [] });
  const [, second] = await stored();
  expect(reportSchema.parse(JSON.parse(second?.document))).not.toHaveProperty("month_total");
});

test("the list says the same as the review, for each client its own", async () => {
  await storeTotals(september, off);
  await storeTotals(september, fine, len);
  await check();
  const rows = await listed(september);
  expect(rows.get(jantar.slug)).toEqual({ blockers: [blocker], monthTotal: "finding" });
  expect(rows.get(len.slug)).toEqual({ blockers: [], monthTotal: "fine" });
  expect(rows.get(len.slug)).toEqual(await review(september, len));
  const outcome = await publishReport({
    ...{ db: database.db, actor: piotr, slug: len.slug, month: september, now },
  });
  expect(outcome).toMatchObject({ kind: "published" });
});

test("a month that went out with a reason is no whole column of the next month's record, until its finding is resolved", async () => {
  const october = addMonths(september, 1);
  await storeTotals(september, off);
  await storeTotals(october, { spend: "3100", impressions: "279000" });
  await check();
  await publish(september, reason);
  const states = async (
    metric: "total_spend" | "cost_per_reservation" | "reservations",
    slug = jantar.slug,
  ) => {
    const report = await database.db.asStaff(viewer, (tx) => readReport(tx, { slug, month: october, now }));
    expect(report).not.toHaveProperty("month_total");
    const months = report?.figures[metric].sparkline ?? [];
    return months.flatMap(({ month, state }) => (state === "unreconciled" ? month : []));
  };
  expect(await states("total_spend")).toEqual([september]);
  expect(await states("cost_per_reservation")).toEqual([september]);
  expect(await states("reservations")).toEqual([]);
  expect(await states("total_spend", len.slug)).toEqual([]);
  await storeTotals(september, fine);
  await check();
  expect(await states("total_spend")).toEqual([]);
});
