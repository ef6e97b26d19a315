import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { StaffTx } from "@/lib/db/database";
import { readCalls } from "@/lib/facts/grid/read-calls";
import { readChangeContext } from "@/lib/facts/grid/read-change-context";
import { readCheckAnswers } from "@/lib/facts/grid/read-check-answers";
import { readGrid } from "@/lib/facts/grid/read-grid";
import { readIncidents } from "@/lib/facts/grid/read-incidents";
import { readRunErrors } from "@/lib/facts/grid/read-run-errors";
import { readRuns } from "@/lib/facts/grid/read-runs";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { seedCast, viewer } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const clients = 200;

/** 200 clients with this many days of account-days, each day's run with an attempt per account. */
async function seedHistory(database: TestDatabase, days: number): Promise<void> {
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

/**
 * Pages of tables and indexes that the statements of the page touch, as Postgres counts them: the first statement by itself, since it counts the
 * stored days of 13 months by definition, of which a history of 3.7 months has fewer; and all others.
 */
async function buffersOf(database: TestDatabase): Promise<{ counting: number; others: number }> {
  const buffers: number[] = [];
  const explained = (tx: StaffTx): StaffTx =>
    new Proxy(tx, {
      get(target, key, receiver) {
        if (key !== "execute") return Reflect.get(target, key, receiver);
        return async (query: ReturnType<typeof sql>) => {
          const [plan] = await target.execute<{ "QUERY PLAN": readonly Plan[] }>(
            sql`explain (analyze, buffers, timing off, format json) ${query}`,
          );
          const { Plan: top } = plan?.["QUERY PLAN"][0] ?? { Plan: null };
          buffers.push((top?.["Shared Hit Blocks"] ?? 0) + (top?.["Shared Read Blocks"] ?? 0));
          return target.execute(query);
        };
      },
    });
  await database.db.asStaff(viewer, async (raw) => {
    const tx = explained(raw);
    const grid = await readGrid(tx, { now, zone: "Europe/Warsaw" });
    const known = grid.rows.flatMap(({ client }) => client.account ?? []);
    expect(known).toHaveLength(clients);
    expect(grid.rows.every(({ stored }) => stored === 35)).toBe(true);
    const accountIds = known.map(({ id }) => id);
    await readCheckAnswers(tx);
    await readCalls(tx);
    await readRuns(tx, now, 14);
    await readRunErrors(tx, accountIds, now.subtract({ hours: 168 }));
    await readChangeContext(tx, { accountIds: accountIds.slice(0, 20), clientIds: [] }, grid.window);
    await readIncidents(tx, now.subtract({ hours: 168 }));
  });
  const [counting = 0, ...others] = buffers;
  return { counting, others: others.reduce((sum, each) => sum + each, 0) };
}

interface Plan {
  readonly Plan: { readonly "Shared Hit Blocks": number; readonly "Shared Read Blocks": number };
}

test("P11: with 37 months of history the page reads at most 1.10 times the pages of 3.7 months", async () => {
  const [short, long] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  try {
    await seedHistory(short, 112);
    await seedHistory(long, 1127);
    const [few, many] = [await buffersOf(short), await buffersOf(long)];
    console.log(
      `P11 data health: ${few.others} pages with 112 days, ${many.others} with 1,127: ${(many.others / few.others).toFixed(3)} times; counting 13 months ${few.counting}, ${many.counting}.`,
    );
    expect(many.others / few.others).toBeLessThanOrEqual(1.1);
    // One ranged look-up of attempts instead of one a cell: 161,000 pages before.
    expect(many.others).toBeLessThanOrEqual(10 * clients);
    expect(many.counting).toBeLessThanOrEqual(10 * clients);
  } finally {
    await Promise.all([short.close(), long.close()]);
  }
}, 300_000);
