import { createHash } from "node:crypto";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { type CastClient, jantar, len, marta, piotr, seedCast } from "@/tests/integration/cast";
import type { TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";
import { seedPublication } from "@/tests/integration/seed-publication";

const plan = [
  { client: jantar, person: marta, link: "e0000000-0000-4000-8000-000000000001" },
  { client: len, person: piotr, link: "e0000000-0000-4000-8000-000000000002" },
] as const;

/** One row of Hotel Jantar and one of Sklep Len in every table; a new table needs its line here before the matrix passes again. */
export async function seedEveryTable(database: TestDatabase): Promise<string[]> {
  await seedCast(database.db);
  const own: string[] = [];
  for (const { client, person, link } of plan) {
    const { runId, attemptId } = await seedDays(database.db, client, {
      since: "2026-10-01",
      until: "2026-10-01",
      observedAt: "2026-10-02T03:10:00Z",
      day: () => ({ account: { totalSpend: "1" } }),
    });
    await seedPublication(database.db, client, { month: "2026-10", html: `<p>${client.slug}</p>` });
    await seedRest(database, client, person.staffId ?? "", link, attemptId);
    if (client === jantar)
      own.push(client.id, client.accountId, runId, attemptId, link, person.staffId ?? "");
  }
  return own;
}

async function seedRest(
  database: TestDatabase,
  client: CastClient,
  staffId: string,
  link: string,
  attemptId: string,
) {
  const { id, accountId, slug } = client;
  await asSuperuser(database.superuserUrl, async (sql) => {
    const hash = createHash("sha256").update(slug).digest();
    await sql`insert into connections (name, token_ciphertext, token_key_id) values (${slug}, 'sealed', 'k1')`;
    await sql`insert into scheduler_calls (job, verb, caller) values ('daily', 'GET', ${slug})`;
    await sql`insert into account_daily_raw (ad_account_id, date) values (${accountId}, '2026-10-01')`;
    await sql`insert into campaign_daily_raw (ad_account_id, date, campaign_id) values (${accountId}, '2026-10-01', '1')`;
    await sql`insert into kpi_restatements (ad_account_id, date, changes, observed_at, attempt_id)
      values (${accountId}, '2026-10-01', '{}', now(), ${attemptId})`;
    await sql`insert into findings (client_id, ad_account_id, check_key, subject, severity, message, evidence)
      values (${id}, ${accountId}, 'looks_wrong', '2026-10-01', 'normal', 'test', '{}')`;
    await sql`insert into check_runs (trigger, started_at, expected) values ('cli', now(), 1)`;
    await sql`insert into check_outcomes (client_id, evaluated_at, outcomes) values (${id}, now(), '{}')`;
    const [alert] = await sql<{ id: number }[]>`
      insert into alerts (client_id, check_key, subject, cause, severity, message, evidence, opened_at, seen_at)
      values (${id}, 'test', '2026-10-01', 'test', 'normal', 'test', '{}', now(), now()) returning id`;
    await sql`insert into alert_events (alert_id, kind, at, staff_id, actor) values (${alert?.id ?? 0}, 'opened', now(), ${staffId}, 'test')`;
    await sql`insert into deliveries (idempotency_key, kind, channel, recipient, locale, client_id, payload, next_try_at)
      values (${slug}, 'test', 'mail', 'test@example.com', 'pl', ${id}, '{}', now())`;
    await sql`insert into share_links (id, client_id, token_hash, month, expires_at, created_by)
      values (${link}, ${id}, ${hash}, '2026-10-01', now() + interval '1 year', 'test')`;
    await sql`insert into share_link_events (share_link_id, kind) values (${link}, 'created')`;
    await sql`insert into share_link_tries (share_link_id, address_hash) values (${link}, ${hash})`;
    await sql`insert into publication_pdfs (publication_id, next_try_at) select id, now() from publications where client_id = ${id} limit 1`;
    await sql`insert into audit_log (staff_id, actor, action, subject) values (${staffId}, 'test', 'test', ${slug})`;
    await sql`insert into collection_staging (attempt_id, grain, date, total_spend, total_impressions, total_clicks, link_clicks, row_hash)
      values (${attemptId}, 'account', '2026-10-01', 0, 0, 0, 0, 1)`;
    await sql`insert into account_limits (ad_account_id, date, currency, observed_at) values (${accountId}, '2026-10-01', 'PLN', now())`;
    await sql`insert into collection_gaps (ad_account_id, date, reason, message, opened_at, probed_at)
      values (${accountId}, '2026-10-01', 'test', 'test', now(), now())`;
    await sql`insert into conditions (kind, subject, severity, message, evidence, opened_at, seen_at)
      values ('test', ${accountId}, 'normal', 'test', '{}', now(), now())`;
    await sql`insert into custom_conversions (ad_account_id, external_id, name, observed_at) values (${accountId}, '1', 'test', now())`;
    await sql`insert into graph_apps (id) values (${slug})`;
    await sql`insert into graph_app_slots (app_id, slot) values (${slug}, 1)`;
    await sql`insert into monthly_breakdown_reads (ad_account_id, month, kind, since, until, spend, observed_at)
      values (${accountId}, '2026-10-01', 'region', '2026-10-01', '2026-10-31', 0, now())`;
    await sql`insert into monthly_breakdowns (ad_account_id, month, kind, key_1, total_spend, total_impressions, total_clicks, link_clicks)
      values (${accountId}, '2026-10-01', 'region', 'Pomorskie', 0, 0, 0, 0)`;
    await sql`insert into period_reach (ad_account_id, since, until, reach, observed_at)
      values (${accountId}, '2026-10-01', '2026-10-31', 1, now())`;
    await sql`insert into report_notes (client_id, month, kind, date, text, author)
      values (${id}, '2026-10-01', 'done', '2026-10-12', 'test', 'test')`;
    await sql`insert into publication_withdrawals (client_id, month, version, why, withdrawn_at, withdrawn_by)
      values (${id}, '2026-10-01', 1, 'a test of rights', now(), 'test')`;
    await sql`insert into sign_in_tries (kind, subject_hash) values ('ask', ${hash})`;
  });
}
