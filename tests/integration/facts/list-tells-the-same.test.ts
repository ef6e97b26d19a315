import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checklistOf } from "@/app/(staff)/reports/checklist/checklist-items";
import { checkOf } from "@/app/(staff)/reports/list/check-word";
import type { Staff } from "@/lib/auth/find-staff";
import { acceptAccountChange } from "@/lib/clients/accept-account-change";
import { listReports } from "@/lib/facts/list-reports";
import { readReport } from "@/lib/facts/read-report";
import { createTranslate } from "@/lib/i18n/translator";
import { listVersions } from "@/lib/publications/list-versions";
import { publishReport } from "@/lib/publications/publish-report";
import { readDocument } from "@/lib/publications/read-document";
import { readPublishedFigures } from "@/lib/publications/read-published-figures";
import { changedParts } from "@/lib/report/corrections";
import { whatBlocks } from "@/lib/report/publishing-rules";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { admin, jantar, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

// R1: the list and the report tell the same, also of a month that is out.
const october = "2026-10" as CalendarMonth;
const november = "2026-11" as CalendarMonth;
const account = { totalSpend: "10", totalImpressions: "900", reservations: "2", reservationValue: "80" };
const at = (text: string) => Temporal.Instant.from(text);
const t = createTranslate("en");
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, [jantar]);
  // Older than every publication, as its choices are: else the list opens the document whatever the currency.
  await asSuperuser(
    database.superuserUrl,
    (owner) => owner`update kpi_mappings set created_at = '2025-06-01T08:00:00Z'`,
  );
});
afterEach(() => database.close());

const seed = (month: string, last: number, observedAt: string) =>
  seedDays(database.db, jantar, {
    ...{ since: `${month}-01`, until: `${month}-${last}`, observedAt },
    day: () => ({ account }),
  });
const publish = async (month: CalendarMonth, now: string) => {
  const args = { db: database.db, actor: admin, slug: jantar.slug, month, now: at(now) };
  expect((await publishReport(args)).kind).toBe("published");
};

/** The word of the list's row beside the line of the month's own page about the same thing. */
function both(month: CalendarMonth, moment: string) {
  const now = at(moment);
  return database.db.asStaff(viewer, async (tx) => {
    const [row] = await listReports(tx, { month, now });
    const report = await readReport(tx, { slug: jantar.slug, month, now });
    const [publication] = await listVersions(tx, jantar.id, month);
    if (!row || !report || !publication) throw new Error("nothing was published");
    const items = checklistOf({
      ...{ report, blockers: whatBlocks(report), publication, now, t, staff: { locale: "en" } as Staff },
      published: await readPublishedFigures(tx, publication.id),
      changedParts: changedParts(await readDocument(tx, publication.id), report),
    });
    const { glyph, word } = checkOf(row, t, "en");
    const page = items.find(({ key }) => key === "changed");
    const plain = (text: string) => text.replaceAll("\u00A0", " ");
    return { list: plain(`${glyph}: ${word}`), page: plain(`${page?.weight}: ${page?.title}`) };
  });
}

/** As the collector leaves a day that Meta changed (R6). */
const restate = (date: string, to: string, moment: string) =>
  database.db.asCollector(async (tx) => {
    await tx.execute(sql`
      insert into kpi_restatements (ad_account_id, date, campaign_id, changes, observed_at, attempt_id)
      select ad_account_id, date, null, jsonb_build_object('reservation_value', jsonb_build_object('from', reservation_value::text, 'to', ${to}::text)),
        ${moment}::timestamptz, gen_random_uuid() from daily_kpi_data where date = ${date}::date`);
    await tx.execute(sql`
      update daily_kpi_data set reservation_value = ${to}::numeric, changed_at = ${moment}::timestamptz where date = ${date}::date`);
    await tx.execute(
      sql`update campaign_daily_kpi_data set reservation_value = ${to}::numeric where date = ${date}::date`,
    );
  });

test("R1: what Meta changed beside spend and result is no month that is all clear", async () => {
  await seed("2026-10", 31, "2026-11-30T03:10:00Z");
  await restate("2026-10-07", "81", "2026-11-30T04:00:00Z");
  await publish(october, "2026-12-01T08:00:00Z");
  expect(await both(october, "2026-12-01T09:00:00Z")).toEqual({
    list: "clear: all clear",
    page: "clear: Unchanged since version 1",
  });
  await restate("2026-10-07", "95", "2026-12-02T03:10:00Z");
  expect(await both(october, "2026-12-02T08:00:00Z")).toEqual({
    list: "look: changed since v1",
    page: "look: Figures have changed since version 1",
  });
});

test("R1: of a month that may change and was not read for two days neither says that it is unchanged", async () => {
  await seed("2026-10", 31, "2026-11-04T03:10:00Z");
  await publish(october, "2026-11-04T08:00:00Z");
  const clear = { list: "clear: all clear", page: "clear: Unchanged since version 1" };
  expect(await both(october, "2026-11-06T03:09:00Z")).toEqual(clear);
  expect(await both(october, "2026-11-06T03:11:00Z")).toEqual({
    list: "look: not read since 4 Nov",
    page: "look: Not read since 4 November 2026: nobody can tell whether Meta changed it",
  });
});

test("R1: a month that was published in another currency is compared by neither", async () => {
  await seed("2026-10", 31, "2026-11-04T03:10:00Z");
  await seed("2026-11", 30, "2026-12-29T03:10:00Z");
  await publish(october, "2026-11-04T08:00:00Z");
  const details = { currency: { from: "PLN", to: "EUR" } };
  await database.db.asCollector(async (tx) => {
    await tx.execute(sql`
      insert into conditions (kind, subject, severity, message, evidence, opened_at, seen_at)
      values ('account_changed', ${jantar.accountId}, 'high', 'x', ${JSON.stringify(details)}::text::jsonb, now(), now())`);
    await tx.execute(sql`
      update ad_accounts set stopped_reason = 'account_changed', stopped_details = ${JSON.stringify(details)}::text::jsonb, stopped_at = now()`);
  });
  expect(await acceptAccountChange(database.db, admin, jantar.slug)).toMatchObject({ kind: "accepted" });
  // Both months were collected again in what the account is in now.
  await database.db.asCollector((tx) => tx.execute("update daily_kpi_data set currency = 'EUR'"));
  const now = at("2026-12-30T08:00:00Z");
  await database.db.asStaff(viewer, async (tx) => {
    const [row] = await listReports(tx, { month: november, now });
    const report = await readReport(tx, { slug: jantar.slug, month: november, now });
    const told = report?.figures.cost_per_reservation.comparisons.previous;
    expect(told).toMatchObject({ kind: "not_comparable", reason: "other_currency" });
    expect(row?.result?.change).toEqual(told);
  });
});
