import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import { paintObservations } from "@/lib/facts/observations";
import { readAccountDays } from "@/lib/facts/read-account-days";
import {
  type AccountMonths,
  listInputOf,
  longestUnread,
  nothingKnown,
  readAddedDays,
} from "@/lib/facts/read-added-days";
import { readEndedAttempts } from "@/lib/facts/read-ended-attempts";
import { readReport } from "@/lib/facts/read-report";
import { type ReportClient, readReportClients } from "@/lib/facts/read-report-clients";
import { inputOf } from "@/lib/facts/read-report-input";
import { hasNoDelivery } from "@/lib/report/delivery";
import type { ReportInput } from "@/lib/report/input";
import { withAges } from "@/lib/report/month-facts";
import { type MonthOverview, overviewMetrics, overviewOf } from "@/lib/report/month-overview";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { dataStateOf } from "@/lib/today/data-state";
import { addMonths, type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedAnything } from "@/tests/integration/facts/seed-anything";

const clients = 120;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, []);
  await asSuperuser(database.superuserUrl, (sql) =>
    seedAnything(sql, { clients, since: "2026-08-01", seed: 20261126 }),
  );
});
afterAll(() => database.close());

const read = <T>(work: (tx: StaffTx) => Promise<T>) => database.db.asStaff(viewer, work, { snapshot: true });
const moments = ["2026-10-07T01:30:00Z", "2026-10-20T09:00:00Z", "2026-11-02T07:00:00Z"].map((at) =>
  Temporal.Instant.from(at),
);
const months = ["2026-09", "2026-10"] as CalendarMonth[];

/** As the days were read one by one: what the report itself is made of. */
async function dayByDay(tx: StaffTx, who: readonly ReportClient[], month: CalendarMonth) {
  const own = monthWindow(month);
  const window = { since: monthWindow(addMonths(month, -1)).since, until: own.until };
  const ids = who.map(({ accountId }) => accountId);
  const stored = await readAccountDays(tx, ids, window, overviewMetrics);
  const attempts = await readEndedAttempts(tx, ids, window, window);
  return (client: ReportClient) => {
    const input = inputOf(
      client,
      stored.get(client.accountId) ?? [],
      attempts.get(client.accountId) ?? [],
      window,
      own,
    );
    const { observed, failed } = paintObservations(attempts.get(client.accountId) ?? [], window);
    const days = withAges(input.days as ReportInput["days"], client.account.zone);
    const months: AccountMonths = {
      days: days.map((day) => ({ ...day, delivered: hasNoDelivery(day) ? null : day.date })),
      reads: {
        ageWhenRead: (date) =>
          days.find((day) => day.date === date)?.ageWhenRead ?? (observed.has(date) ? 0 : null),
        readAt: (date) => days.find((day) => day.date === date)?.observedAt.epochMilliseconds ?? null,
        failed,
      },
    };
    return { input: { ...input, days }, months, window };
  };
}

test("R1: days that the database added up make the same overview as single days, and the same state, whatever is stored", async () => {
  const kinds = new Set<string>();
  for (const month of months)
    await read(async (tx) => {
      const who = await readReportClients(tx, null);
      const single = await dayByDay(tx, who, month);
      const added = await readAddedDays(tx, who, month);
      for (const now of moments)
        for (const client of who) {
          const name = `${client.client.slug} ${month} at ${now}`;
          const { input, months, window } = single(client);
          const known = added.get(client.accountId) ?? nothingKnown;
          const of = { now, month, monthTotal: null, previousPublication: null };
          const overview = overviewOf({ ...of, ...listInputOf(client, known) });
          expect(overview, name).toEqual(overviewOf({ ...of, ...input }));
          const { zone, collectFrom } = client.account;
          const asked = { read: window, now, zone, collectFrom };
          const state = dataStateOf({ ...asked, months: known });
          expect(state, name).toEqual(dataStateOf({ ...asked, months }));
          for (const kind of kindsOf(overview)) kinds.add(kind);
          kinds.add(state.kind);
        }
    });
  // What is compared is of every kind, so that the promise above is not about nothing.
  expect([...kinds].sort()).toEqual(expect.arrayContaining(everyKind));
});

function kindsOf({ state, spend, result, blockers, noDelivery }: MonthOverview): string[] {
  return [
    state,
    `spend ${spend.state ?? spend.unavailable}`,
    `result ${result?.figure.state ?? result?.figure.unavailable ?? "not seen"}`,
    `change ${result?.change.reason ?? result?.change.kind ?? "not seen"}`,
    ...blockers.map(({ kind }) => kind),
    ...(noDelivery ? ["no delivery"] : []),
  ];
}

test("days that are alike come as few rows, and every stored day is in exactly one of them", async () => {
  const month = "2026-10" as CalendarMonth;
  await read(async (tx) => {
    const who = await readReportClients(tx, null);
    const added = [...(await readAddedDays(tx, who, month)).values()].flatMap(({ days }) => days);
    const stored = [
      ...(
        await readAccountDays(
          tx,
          who.map(({ accountId }) => accountId),
          { since: "2026-09-01", until: "2026-10-31" } as Parameters<typeof readAccountDays>[2],
          overviewMetrics,
        )
      ).values(),
    ].flat();
    expect(added.reduce((sum, day) => sum + (day.added?.count ?? 1), 0)).toBe(stored.length);
    expect(added.length).toBeLessThan(stored.length / 2);
  });
});

test("R1: what a list says of a month is what its report says", async () => {
  const [now] = moments.slice(-1);
  const month = "2026-10" as CalendarMonth;
  if (!now) return;
  await read(async (tx) => {
    const who = (await readReportClients(tx, null)).slice(0, 40);
    const added = await readAddedDays(tx, who, month);
    for (const client of who) {
      const report = await readReport(tx, { slug: client.client.slug, month, now });
      if (!report) throw new Error("A client without a report.");
      const overview = overviewOf({
        ...{ now, month, monthTotal: null, previousPublication: null },
        ...listInputOf(client, added.get(client.accountId) ?? nothingKnown),
      });
      const { value, state, days } = report.figures.total_spend;
      expect(overview.spend).toMatchObject({ value, state, days });
      expect(overview).toMatchObject({
        ...{ currency: report.currency, state: report.state },
        // A list reads no campaigns, and here there are none: what they add up to is the report's to say.
        ...(report.differing_sums ? {} : { reconciled: report.reconciled }),
        ...{ noDelivery: report.no_delivery, coverage: report.coverage },
        blockers: whatBlocks(report).filter(({ kind }) => kind !== "sums_differ"),
      });
      const readAt = longestUnread(added.get(client.accountId) ?? nothingKnown, month);
      const told = report.may_change && report.observed_at;
      expect(readAt).toEqual(
        told && Temporal.Instant.from(told).round({ smallestUnit: "second", roundingMode: "floor" }),
      );
      if (!overview.result) continue;
      const { metric, costMetric, figure, cost, change } = overview.result;
      expect(figure.value).toBe(report.figures[metric].value);
      expect(figure.state).toBe(report.figures[metric].state);
      expect(cost.value).toBe(report.figures[costMetric].value);
      expect(change).toEqual(report.figures[costMetric].comparisons.previous);
    }
  });
});

test("a stored day that no good attempt covers is a fault, never a figure", async () => {
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`delete from collection_attempts where state = 'ok' and ad_account_id = (select ad_account_id from daily_kpi_data where date = '2026-10-10' limit 1)`;
  });
  await expect(
    read(async (tx) => readAddedDays(tx, await readReportClients(tx, null), "2026-10" as CalendarMonth)),
  ).rejects.toThrow(/has no good attempt that covers it/);
});

const everyKind = [
  ...["complete", "missing", "unreconciled", "no_delivery"],
  ...["incomplete", "provisional"],
  ...["spend settled", "spend provisional", "spend partial", "spend unreconciled", "spend currency_changed"],
  ...["result partial", "result provisional", "result not_measured", "result not seen"],
  ...["change percent", "change counts", "change not_measured", "change other_currency"],
  ...["currency_changed", "time_zone_changed", "failed", "no delivery"],
];
