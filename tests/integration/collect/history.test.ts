import openPostgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { readDue } from "@/lib/checks/run-checks";
import { readLatestPlaces } from "@/lib/collect/plan/plan";
import { readStoredFacts } from "@/lib/collect/store/stored-window";
import type { BulkTx } from "@/lib/db/database";
import { watchCollection } from "@/lib/ops/monitor/watch-collection";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { explainBuffers } from "@/tests/integration/explain-buffers";
import { seedHistory } from "@/tests/integration/seed-history";

const clients = 50;
/** An index of ten times the rows is a level deeper, which is a fourth page where an answer takes three; what grew by the row took ten times as many. */
const mostGrowth = 1.4;
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");

test("P11: whose checks are due, what is planned, what is watched and what was settled cost after 37 months what they cost after 3.7", {
  timeout: 300_000,
}, async () => {
  const [short, long] = [await buffersAfter(111), await buffersAfter(1110)];
  console.log(`Buffers after 111 days: ${JSON.stringify(short)}, after 1110: ${JSON.stringify(long)}`);
  for (const [what, buffers] of Object.entries(short))
    expect.soft((long[what] ?? 0) / buffers, what).toBeLessThanOrEqual(mostGrowth);
});

/** Buffers by what is read, over so many days. */
async function buffersAfter(days: number): Promise<Record<string, number>> {
  const database = await createTestDatabase();
  const sql = openPostgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await seedHistory(database, { clients, days });
    await grow(sql);
    return await measure(database, sql);
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
  }
}

/** Each day's places and a noon run's, a client who came today, and for all others an answer of the checks since the last attempt. */
async function grow(sql: openPostgres.Sql): Promise<void> {
  await sql`set session_replication_role = replica`;
  await sql`
    insert into collection_runs (trigger, pass, requested_by, expected, done, started_at, finished_at, api_version)
    select 'cron', 'noon', 'scheduler', expected, done, started_at + interval '8 hours', finished_at + interval '8 hours', 'v26.0'
    from collection_runs where started_at < '2026-11-06'`;
  await sql`
    insert into collection_run_accounts (run_id, ad_account_id, since, until, state, finished_at, created_at)
    select r.id, a.id, r.started_at::date - 29, r.started_at::date - 1, 'done', r.finished_at, r.started_at
    from collection_runs r cross join ad_accounts a order by r.started_at, a.id`;
  await sql`
    insert into check_outcomes (client_id, evaluated_at, outcomes) select id, '2026-11-06 06:59+00', '{}' from clients`;
  await sql`
    with added as (
      insert into clients (slug, name, shown_metrics) values ('new', 'New', '{total_spend}') returning id
    )
    insert into ad_accounts (client_id, external_id, currency, time_zone, collect_from)
    select id, 'act_999', 'PLN', 'Europe/Warsaw', '2020-01-01' from added`;
  await sql.unsafe("vacuum analyze");
}

async function measure({ db }: TestDatabase, sql: openPostgres.Sql): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const count = (what: string) => (pages: number) => {
    found[what] = (found[what] ?? 0) + pages;
  };
  for (const of of ["read_since", "read_since_or_old"] as const)
    await db.asSystem(async (tx) => {
      const due = await readDue(explainBuffers(tx, count(of)), now, of, null);
      expect(due).toHaveLength(of === "read_since" ? 0 : 1);
    });
  await db.asCollector(async (tx) => {
    expect((await readLatestPlaces(explainBuffers(tx, count("plan")))).size).toBe(clients);
  });
  await db.asSystem((tx) => watchCollection(explainBuffers(tx, count("watch")), [], now, { isCalled: true }));
  const [account] = await sql<{ id: string }[]>`select id from ad_accounts where external_id = 'act_1'`;
  const days = ["2026-08-01", "2026-10-08", "2026-10-09", "2026-11-01"];
  await db.asCollectorBulk(async (tx) => {
    const of = { id: account?.id ?? "", timeZone: "Europe/Warsaw" };
    const facts = await readStoredFacts(explainBulk(tx, count("settled")), of, days, []);
    expect(new Map(facts.map(({ date, wasSettled }) => [date, wasSettled]))).toEqual(
      new Map([
        ["2026-08-01", true],
        // Read on 5 November, 28 days later; the next day's 28th is the morning of the 6th, and it was read then.
        ["2026-10-08", true],
        ["2026-10-09", true],
        ["2026-11-01", false],
      ]),
    );
  });
  return found;
}

/** As explainBuffers, of a transaction that is asked in templates. */
function explainBulk(tx: BulkTx, note: (pages: number) => void): BulkTx {
  return new Proxy(tx, {
    apply(target, self, args) {
      const isQuery = Array.isArray(args[0]) && "raw" in args[0];
      if (!isQuery) return Reflect.apply(target, self, args);
      return (async () => {
        const [row] =
          await tx`explain (analyze, buffers, timing off, format json) ${Reflect.apply(target, self, args)}`;
        const plan = row?.["QUERY PLAN"][0].Plan;
        note(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]);
        return Reflect.apply(target, self, args);
      })();
    },
  });
}
