import { asSuperuser } from "@/tests/integration/as-superuser";
import { seedCast } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";

/** `client-1` and so on with this many account-days each, up to 5 November 2026, and each day's run with an attempt per account. */
export async function seedHistory(
  database: TestDatabase,
  { clients, days }: { readonly clients: number; readonly days: number },
): Promise<void> {
  await seedCast(database.db, []);
  await asSuperuser(database.superuserUrl, async (db) => {
    // Rows that fit by construction: their keys need no looking up, which would take most of the time.
    await db`set session_replication_role = replica`;
    await db`
      insert into clients (slug, name, shown_metrics) select 'client-' || n, 'Client ' || n, '{total_spend}' from generate_series(1, ${clients}::int) n`;
    await db`
      insert into ad_accounts (client_id, external_id, currency, time_zone, collect_from)
      select id, 'act_' || row_number() over (), 'PLN', 'Europe/Warsaw', '2020-01-01' from clients`;
    await db`
      insert into collection_runs (trigger, pass, requested_by, expected, done, started_at, finished_at, api_version)
      select 'cron', 'morning', 'scheduler', ${clients}::int, ${clients}::int, d + interval '28 hours', d + interval '28 hours 15 minutes', 'v26.0'
      from generate_series('2026-11-05'::date - ${days - 1}::int, '2026-11-05'::date, interval '1 day') d`;
    await db`
      insert into collection_attempts (run_id, ad_account_id, since, until, attempt_number, lease_until, state, api_version, started_at, finished_at)
      select r.id, a.id, r.started_at::date - 29, r.started_at::date - 1, 1, r.finished_at, 'ok', 'v26.0', r.started_at, r.finished_at
      from collection_runs r cross join ad_accounts a order by r.started_at, a.id`;
    await db`
      insert into daily_kpi_data (ad_account_id, date, client_id, platform, total_spend, total_impressions, total_clicks, link_clicks, currency,
        time_zone, reconciled, mapping_version, row_hash, first_observed_at, changed_at, attempt_id)
      select a.id, d::date, a.client_id, 'meta', 100, 5000, 100, 80, 'PLN', 'Europe/Warsaw', true, 1, 1, d, d, (select id from collection_attempts limit 1)
      from generate_series('2026-11-05'::date - ${days - 1}::int, '2026-11-05'::date, interval '1 day') d cross join ad_accounts a`;
    await db.unsafe("vacuum analyze");
  });
}
