import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runChecks } from "@/lib/checks/run-checks";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";
import { seedHistory } from "@/tests/integration/seed-history";

/** After the last day of `seedHistory`, 5 November 2026, was read. */
const now = Temporal.Instant.from("2026-11-06T07:00:00Z");
const clients = 120;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedHistory(database, { clients, days: 40 });
}, 120_000);
afterAll(() => database.close());

const ask = <Row extends object>(text: string) =>
  asSuperuser(database.superuserUrl, async (sql) => [...(await sql.unsafe<Row[]>(text))]);
const run = (at: Temporal.Instant) =>
  runChecks(database.db, { now: at, trigger: "worker", of: "read_since" });

test("more clients than one transaction takes are all evaluated, and the run says how many", async () => {
  expect(await runChecks(database.db, { now, trigger: "cli" })).toMatchObject({
    ...{ expected: clients, evaluated: clients },
  });
  const [answers] = await ask<{ n: number }>("select count(*)::int as n from check_outcomes");
  expect(answers?.n).toBe(clients);
  expect(await ask("select expected, evaluated from check_runs")).toEqual([
    { expected: clients, evaluated: clients },
  ]);
});

test("accounts that are all alike are told with a few of the others, not each with each", async () => {
  const found = await ask<{ each: number; n: number }>(
    `select each, count(*)::int as n from (
       select count(*)::int as each from findings where check_key = 'shared_ad_account' and resolved_at is null group by client_id
     ) f group by each`,
  );
  expect(found).toEqual([{ each: 5, n: clients }]);
});

test("only who was read since is evaluated, and four who do it at once share the work", async () => {
  const later = now.add({ minutes: 30 });
  expect(await run(later)).toEqual({ expected: 0, evaluated: 0, findings: 0, unknown: 0 });
  await asSuperuser(
    database.superuserUrl,
    (sql) => sql`update collection_attempts set finished_at = ${later.toString()}::timestamptz
      where id in (select distinct on (ad_account_id) id from collection_attempts order by ad_account_id, finished_at desc)`,
  );
  // Answers carry the moment at which their run began: those of another one that began a moment earlier are new enough.
  const at = later.add({ seconds: 1 });
  const runs = await Promise.all([run(at), run(at), run(at), run(at)]);
  expect(runs.reduce((sum, { evaluated }) => sum + evaluated, 0)).toBe(clients);
  const [written] = await ask<{ n: number }>(
    "select sum(expected)::int as n from check_runs where trigger = 'worker'",
  );
  expect(written?.n).toBe(clients);
});

test("a run whose time is over begins no further fifty, and the next one goes on with the rest", async () => {
  const old = now.add({ hours: 2 });
  const due = { now: old, trigger: "monitor", of: "read_since_or_old" } as const;
  const first = await runChecks(database.db, { ...due, isOver: () => true });
  expect(first.evaluated).toBe(50);
  expect(await runChecks(database.db, due)).toMatchObject({ expected: clients - 50 });
});
