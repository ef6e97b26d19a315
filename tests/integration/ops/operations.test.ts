import { afterAll, beforeAll, expect, test } from "vitest";
import { openQueue } from "@/lib/collect/plan/queue";
import { readHealth } from "@/lib/ops/health/read-health";
import { readMetrics } from "@/lib/ops/metrics/read-metrics";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { jantar, len, seedCast } from "@/tests/integration/cast";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedDays } from "@/tests/integration/seed-days";

let database: TestDatabase;
const faults: unknown[] = [];
const health = () => readHealth(database.db, database.url, (error) => faults.push(error));
const called = (verb: string, ago: string, job = "daily-kpi-collection", answer: string | null = "{}") =>
  asSuperuser(
    database.superuserUrl,
    (sql) =>
      sql`insert into scheduler_calls (job, verb, caller, at, answer)
        values (${job}, ${verb}, 'test', now() - ${ago}::interval, ${answer}::text::jsonb)`,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  await seedCast(database.db, [jantar, len]);
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  await seedDays(database.db, jantar, {
    since: day,
    until: day,
    observedAt: new Date().toISOString(),
    day: () => ({ account: { totalSpend: "12.34", totalImpressions: "5", reservations: "3" } }),
  });
});
afterAll(() => database.close());

test("incident 2: a scheduler that never called, or only by hand, or not for three hours, is not healthy", async () => {
  expect(await health()).toMatchObject({ ok: false, scheduler: { state: "failed" } });
  await called("POST", "1 minute");
  expect(await health()).toMatchObject({ ok: false, scheduler: { state: "failed" } });
  await called("GET", "200 minutes");
  expect(await health()).toMatchObject({ ok: false, scheduler: { state: "failed" } });
  await called("GET", "61 minutes");
  // A monitor that nobody calls is seen here, or nowhere (R13).
  expect(await health()).toMatchObject({
    ok: false,
    scheduler: { state: "ok" },
    monitor: { state: "failed" },
  });
  await called("GET", "190 minutes", "monitor");
  // Called all the time, and each call breaks off or is killed.
  await called("GET", "170 minutes", "monitor", null);
  await called("GET", "17 minutes", "monitor", null);
  expect((await health()).monitor).toEqual({
    state: "failed",
    detail: "Last call 17 minutes ago. No call of the last 3 hours came to its end; the log says why.",
  });
  await called("GET", "16 minutes", "monitor");
  expect(await health()).toMatchObject({
    ok: true,
    database: { state: "ok" },
    migrations: { state: "ok" },
    scheduler: { state: "ok" },
    monitor: { state: "ok", detail: "Last call 16 minutes ago." },
    queue: { state: "ok", detail: "Nothing waits." },
    backlog: {
      jobs: { ready: 0, held_back: 0, active: 0 },
      oldest_seconds: { newest_days: null, older_days: null },
      places: { queued: 0, running: 0, waiting: 0 },
    },
  });
  expect(faults).toEqual([]);
});

test("incident 33: a client that was never read stays in the list, as unknown", async () => {
  expect((await health()).clients).toMatchObject({
    "hotel-jantar": { state: "ok" },
    "sklep-len": { state: "unknown", detail: "Never read yet." },
  });
});

test("incident 32: a token that is only stored is not called healthy", async () => {
  await asSuperuser(
    database.superuserUrl,
    (
      sql,
    ) => sql`insert into connections (name, token_ciphertext, token_key_id, state, last_check_at, expires_at) values
      ('stored', 'x', 'k1', 'ok', null, null), ('dead', 'x', 'k1', 'broken', now(), null),
      ('good', 'x', 'k1', 'ok', now(), now() + interval '9 days 1 hour'), ('over', 'x', 'k1', 'ok', now(), now() - interval '1 hour')`,
  );
  expect((await health()).tokens).toMatchObject({
    stored: { state: "unknown" },
    dead: { state: "failed" },
    good: { state: "ok", detail: "9 days left." },
    over: { state: "failed" },
  });
});

test("metrics come from the tables: accounts by end, spend by currency, conversions by KPI, days that are missing", async () => {
  const { text } = await readMetrics(database.db);
  expect(text).toContain("\ndaily_collection_success 1\n");
  expect(text).toContain("\ndaily_collection_failure 0\n");
  expect(text).toContain('total_spend_collected{currency="PLN"} 12.34');
  expect(text).toContain('total_conversions_collected{kpi="reservations"} 3');
  expect(text).toContain('incomplete_data_count{client="hotel-jantar"} 35');
  expect(text).toContain('incomplete_data_count{client="sklep-len"} 35');
  expect(text).not.toMatch(/click_to_call/);
});

test("a day that is stored only in part counts as incomplete, as the alert of that name says", async () => {
  const day = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  const observedAt = new Date().toISOString();
  const figures = { account: { totalSpend: "10", totalImpressions: "5" } };
  await seedDays(database.db, len, { since: day, until: day, observedAt, day: () => figures });
  const count = async () =>
    /incomplete_data_count\{client="sklep-len"\} (\d+)/.exec((await readMetrics(database.db)).text)?.[1];
  expect(await count()).toBe("34");
  const account = len.accountId;
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`delete from campaign_daily_kpi_data where ad_account_id = ${account}`;
  });
  expect(await count()).toBe("35");
  await asSuperuser(database.superuserUrl, async (sql) => {
    await sql`delete from daily_kpi_data where ad_account_id = ${account}`;
  });
});

test("incident 34: the backlog is counted from the queue's own rows, and yesterdays that nobody reads are not called healthy", async () => {
  const queue = await openQueue(database.db);
  try {
    await database.db.asCollector(async (tx) => {
      await queue.send(tx, [{ accountId: jantar.accountId }]);
      await queue.send(tx, [{ accountId: jantar.accountId, age: 400 }]);
      await queue.send(tx, [{ accountId: len.accountId, startAfter: new Date(Date.now() + 600_000) }]);
    });
    const ready = { newest_days: 1, older_days: 1 };
    expect(await health()).toMatchObject({
      queue: { state: "ok", detail: "1 waiting, the oldest for 0 minutes. 1 with older days." },
      backlog: { jobs: { ready: 2, held_back: 1, active: 0 }, ready },
    });
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`update pgboss.job set start_after = now() - interval '2 hours' where priority < 0`,
    );
    expect(await health()).toMatchObject({ queue: { state: "ok" } });
    await asSuperuser(
      database.superuserUrl,
      (sql) => sql`update pgboss.job set start_after = now() - interval '61 minutes' where priority = 0`,
    );
    expect(await health()).toMatchObject({ ok: false, queue: { state: "failed" } });
    const { text } = await readMetrics(database.db);
    expect(text).toContain('collection_backlog{days="newest"} 2');
    expect(text).toContain('collection_backlog{days="older"} 1');
    const [taken] = await queue.take(1);
    if (taken) await queue.complete(taken);
    expect((await readMetrics(database.db)).text).toContain('collection_backlog{days="newest"} 1');
  } finally {
    await queue.close();
  }
});
