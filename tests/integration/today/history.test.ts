import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { readPortfolio } from "@/lib/today/read-portfolio";
import { readWatch } from "@/lib/today/read-today";
import { readWaiting } from "@/lib/today/read-waiting";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { explainBuffers } from "@/tests/integration/explain-buffers";

const clients = 200;
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const zone = "Europe/Warsaw";
test("P11: with 200 clients Today touches as many buffers after 37 months as after 3.7", {
  timeout: 300_000,
}, async () => {
  const [short, long] = [await buffersAfter(111), await buffersAfter(1110)];
  console.log(
    `Today, ${clients} clients: ${short} buffers after 111 days, ${long} after 1110: ${(long / short).toFixed(3)}`,
  );
  expect(long / short).toBeLessThanOrEqual(1.1);
});

/** Buffers that all statements of Today and of the navigation touch, over so many days: a row an account and day, a run and its attempts a night. */
async function buffersAfter(days: number): Promise<number> {
  const database = await createTestDatabase();
  try {
    await seedCast(database.db, [jantar]);
    await grow(database, days);
    let buffers = 0;
    await database.db.asStaff(viewer, async (raw) => {
      const tx = explainBuffers(raw, (pages) => {
        buffers += pages;
      });
      const { rows } = await readPortfolio(tx, { zone, now });
      expect(rows).toHaveLength(clients + 1);
      await readWatch(tx, now);
      await readWaiting(tx, { zone, now });
    });
    return buffers;
  } finally {
    await database.close();
  }
}

/** 200 clients with a row for each of the last so many days and the night's attempt that read it, both written day by day. */
async function grow(database: TestDatabase, days: number): Promise<void> {
  await asSuperuser(database.superuserUrl, async (sql) => {
    // What keys point at is made here, too: checking each of a quarter of a million rows would take the test's minute.
    await sql.unsafe("set session_replication_role = replica");
    await sql.unsafe(`
      insert into clients (id, slug, name, shown_metrics, manager_id)
        select ('c1000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'grown-' || i, 'Grown ' || i, '{total_spend,reservations,cost_per_reservation}', null
        from generate_series(1, ${clients}) i;
      insert into ad_accounts (id, client_id, external_id, currency, time_zone, collect_from)
        select ('d1000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, ('c1000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid,
          'act_2' || lpad(i::text, 12, '0'), 'PLN', 'Europe/Warsaw', '2020-01-01' from generate_series(1, ${clients}) i;
      insert into collection_runs (id, trigger, pass, requested_by, expected, done, started_at, finished_at, api_version)
        select ('e1000000-0000-4000-8000-' || lpad(d::text, 12, '0'))::uuid, 'cron', 'morning', 'test', ${clients}, ${clients},
          timestamptz '2026-11-06 04:00+01' - d * interval '1 day', timestamptz '2026-11-06 04:10+01' - d * interval '1 day', 'v26.0'
        from generate_series(${days - 1}, 0, -1) d;
      insert into collection_attempts (id, run_id, ad_account_id, since, until, attempt_number, lease_until, state, api_version, started_at, finished_at)
        select ('f' || lpad(d::text, 7, '0') || '-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, ('e1000000-0000-4000-8000-' || lpad(d::text, 12, '0'))::uuid,
          ('d1000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, date '2026-11-05' - d - 28, date '2026-11-05' - d, 1,
          timestamptz '2026-11-06 04:10+01' - d * interval '1 day', 'ok', 'v26.0',
          timestamptz '2026-11-06 04:00+01' - d * interval '1 day', timestamptz '2026-11-06 04:10+01' - d * interval '1 day'
        from generate_series(${days - 1}, 0, -1) d, generate_series(1, ${clients}) i;
      insert into daily_kpi_data (ad_account_id, client_id, platform, date, total_spend, total_impressions, total_clicks, link_clicks, reservations,
          currency, time_zone, reconciled, mapping_version, row_hash, first_observed_at, changed_at, attempt_id)
        select a.id, a.client_id, 'meta', d::date, 10, 900, 10, 8, 2, 'PLN', 'Europe/Warsaw', true, 1, 1, d, d, (select id from collection_attempts limit 1)
        from generate_series(date '2026-11-05' - ${days - 1}, date '2026-11-05', interval '1 day') d, ad_accounts a where a.external_id like 'act_2%'`);
    await sql.unsafe("vacuum analyze");
  });
}
