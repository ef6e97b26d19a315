import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readGridClients } from "@/lib/facts/grid/read-grid-clients";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

/**
 * Days are counted over all accounts at once and what lies outside of an account's own 13 months is taken off again; here against counting each
 * account by itself: zones of both ends of the earth, first days long ago, of last spring, of tomorrow, rows before and after what is due, holes.
 */
const zones = ["Pacific/Kiritimati", "Europe/Warsaw", "America/New_York", "Etc/GMT+12"] as const;
const firsts = ["2019-01-01", "2026-03-10", "2026-11-05", "2026-11-08"] as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, []);
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`set session_replication_role = replica`;
    await sql`
      insert into clients (slug, name, shown_metrics, status)
      select 'client-' || n, 'Client ' || n, '{}', case when n = 17 then 'archived' else 'active' end from generate_series(1, 18) n`;
    // The seventeenth is archived, the eighteenth has no account.
    await sql`
      insert into ad_accounts (client_id, external_id, currency, time_zone, collect_from)
      select c.id, 'act_' || n, 'PLN', (${[...zones]}::text[])[1 + (n - 1) % 4], ((${[...firsts]}::text[])[1 + (n - 1) / 4 % 4])::date
      from generate_series(1, 17) n join clients c on c.slug = 'client-' || n`;
    await sql`
      insert into daily_kpi_data (ad_account_id, date, client_id, platform, total_spend, total_impressions, total_clicks, link_clicks, currency,
        time_zone, reconciled, mapping_version, row_hash, first_observed_at, changed_at, attempt_id)
      select a.id, d::date, a.client_id, 'meta', 1, 1, 1, 1, 'PLN', 'Europe/Warsaw', true, 1, 1, d, d, gen_random_uuid()
      from ad_accounts a cross join generate_series('2025-08-01'::date, '2026-11-09'::date, interval '1 day') d
      where (extract(epoch from d)::bigint / 86400 + substring(a.external_id from 5)::integer) % 7 <> 0`;
  });
});
afterAll(() => database.close());

test.each([
  "2026-11-06T07:00:00Z",
  // Three days are "today" somewhere; and a 13th month back that ends earlier than this one.
  "2026-11-06T10:30:00Z",
  "2026-03-31T06:00:00Z",
])("at %s every client's due and stored days are its own", async (at) => {
  const now = Temporal.Instant.from(at);
  const clients = await database.db.asStaff(viewer, (tx) => readGridClients(tx, now));
  const rows = await asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql<{ id: string; date: CalendarDay }[]>`select ad_account_id as id, date::text from daily_kpi_data`,
  );
  const stored = Map.groupBy(rows, ({ id }) => id);
  expect(clients).toHaveLength(17);
  expect(clients.filter(({ account }) => account === null).map(({ slug }) => slug)).toEqual(["client-18"]);
  for (const { slug, account } of clients) {
    if (!account) continue;
    const newest = newestDueDay(account.zone, now);
    const monthsAgo = addDays(
      Temporal.PlainDate.from(newest).subtract({ months: 13 }).toString() as CalendarDay,
      1,
    );
    const first = [account.collectFrom, monthsAgo].sort()[1] ?? monthsAgo;
    const days =
      first > newest ? 0 : Temporal.PlainDate.from(first).until(newest, { largestUnit: "days" }).days + 1;
    const there = (stored.get(account.id) ?? []).filter(({ date }) => first <= date && date <= newest);
    expect({ slug, expected: account.expected, stored: account.stored }).toEqual({
      slug,
      expected: days,
      stored: there.length,
    });
  }
});
