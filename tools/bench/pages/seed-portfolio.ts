import type postgres from "postgres";

/** An agency with much behind it: so many clients, each with account-days for so many days up to the last one that a morning has read. */
export interface Portfolio {
  readonly clients: number;
  readonly days: number;
  readonly timeZone: string;
}

/** Nights of which the attempts are kept: what a page asks about runs and reads. Older days were read by one long backfill each. */
const nights = 40;

/** Fills a migrated, empty database as its owner; figures have a weekly rhythm and differ by client. */
export async function seedPortfolio(sql: postgres.Sql, of: Portfolio): Promise<void> {
  const { clients, days, timeZone } = of;
  await sql`insert into agency (name, time_zone, contact) values ('Latarnia', ${timeZone}, 'biuro@latarnia.example') on conflict do nothing`;
  await sql`
    with made as (
      insert into clients (slug, name, locale, shown_metrics)
      select 'client-' || lpad(n::text, 4, '0'), 'Client ' || lpad(n::text, 4, '0'), 'pl',
        array['total_spend', 'reservations', 'cost_per_reservation', 'reservation_value']
      from generate_series(1, ${clients}) n returning id, slug
    ), accounts as (
      insert into ad_accounts (client_id, external_id, name, currency, time_zone, collect_from, account_status, account_checked_at)
      select id, 'act_' || (900000000000000 + substring(slug from 8)::int), slug, 'PLN', ${timeZone},
        (now() at time zone ${timeZone})::date - ${days}::int, 1, now() from made returning id
    )
    insert into kpi_mappings (client_id, version, candidates, choices, author, reason)
    select id, 1, '{}', ${JSON.stringify(choices(days))}::text::jsonb, 'system', 'first collection' from made`;
  await sql`
    with nights as (
      insert into collection_runs (trigger, pass, requested_by, expected, done, started_at, finished_at, api_version)
      select 'cron', 'morning', 'scheduler', ${clients}, ${clients}, at, at + interval '9 minutes', 'v26.0'
      from (select date_trunc('day', now()) - n * interval '1 day' + interval '4 hours' as at from generate_series(0, ${nights - 1}) n) d
      where at < now() - interval '10 minutes' returning id, started_at
    ), places as (
      insert into collection_run_accounts (run_id, ad_account_id, since, until, state, finished_at)
      select r.id, a.id, r.started_at::date - 29, r.started_at::date - 1, 'done', r.started_at + interval '5 minutes' from nights r, ad_accounts a
    )
    insert into collection_attempts (run_id, ad_account_id, since, until, attempt_number, lease_until, state, pages, rows, calls, api_version, started_at, finished_at)
    select r.id, a.id, greatest(r.started_at::date - 29, a.collect_from), r.started_at::date - 1, 1, r.started_at, 'ok', 2, 600, 3, 'v26.0',
      r.started_at + interval '4 minutes', r.started_at + interval '5 minutes'
    from nights r, ad_accounts a`;
  await sql`
    with backfill as (
      insert into collection_runs (trigger, pass, requested_by, expected, done, started_at, finished_at, api_version)
      values ('cli', 'range', 'cli', ${clients}, ${clients}, now() - interval '45 days', now() - interval '45 days' + interval '1 hour', 'v26.0') returning id, started_at
    )
    insert into collection_attempts (run_id, ad_account_id, since, until, attempt_number, lease_until, state, pages, rows, calls, api_version, started_at, finished_at)
    select b.id, a.id, a.collect_from, b.started_at::date - 1, 1, b.started_at, 'ok', 40, 20000, 41, 'v26.0', b.started_at, b.started_at + interval '1 hour'
    from backfill b, ad_accounts a where a.collect_from < b.started_at::date`;
  await sql`
    insert into daily_kpi_data (ad_account_id, date, client_id, platform, total_spend, total_impressions, total_clicks, link_clicks, reservations,
      reservation_value, currency, time_zone, reconciled, mapping_version, row_hash, first_observed_at, changed_at, attempt_id)
    select a.id, d, a.client_id, 'meta', s, round(s * 90), round(s * 2), round(s * 1.4), round(s / 30), round(s / 30) * 480, 'PLN', ${timeZone}, true, 1,
      extract(epoch from d)::bigint, d + interval '28 hours', d + interval '28 hours', t.id
    from ad_accounts a
      cross join lateral (select id from collection_attempts where ad_account_id = a.id order by started_at desc limit 1) t
      cross join lateral generate_series(a.collect_from, (select max(until) from collection_attempts), interval '1 day') d
      cross join lateral (select round((120 + right(a.external_id, 3)::numeric + 40 * sin(extract(isodow from d)::float)::numeric), 2) as s) figures
    order by a.id, d`;
  await sql`vacuum analyze`;
}

function choices(days: number) {
  const since = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const chosen = (list: string) => ({ list, type: "omni_purchase", measured_since: since });
  return {
    click_to_call: null,
    email_contacts: null,
    booking_step_1: null,
    booking_step_2: null,
    booking_step_3: null,
    reservations: chosen("actions"),
    reservation_value: chosen("action_values"),
    leads: null,
    messages: null,
  };
}
