import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import openPostgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CollectQueue, openQueue, type Sending } from "@/lib/collect/plan/queue";
import { workQueue } from "@/lib/collect/run/work-queue";
import { createTestDatabase, type TestDatabase } from "@/tests/integration/database";

let database: TestDatabase;
let queue: CollectQueue;
let sql: postgres.Sql;
beforeEach(async () => {
  database = await createTestDatabase();
  queue = await openQueue(database.db);
  sql = openPostgres(database.superuserUrl, { max: 1, onnotice: () => {} });
});
afterEach(async () => {
  await queue.close();
  await sql.end();
  await database.close();
});

const accountOf = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const send = (sendings: readonly Sending[]) => database.db.asCollector((tx) => queue.send(tx, sendings));
const sendMany = (count: number) =>
  send(Array.from({ length: count }, (_, n) => ({ accountId: accountOf(n) })));
const states = async () => {
  const rows = await sql<{ state: string; n: number }[]>`
    select state::text, count(*)::int as n from pgboss.job where name = 'collect-account' group by 1`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

test("two thousand accounts are sent with one statement, and sent again they are no second jobs", async () => {
  await sql`create table sent (at timestamptz default clock_timestamp())`;
  await sql`create function note_sent() returns trigger language plpgsql security definer as $$ begin insert into public.sent default values; return null; end $$`;
  await sql`create trigger note_sent after insert on pgboss.job_common for each statement execute function note_sent()`;
  await sendMany(2_000);
  expect(await states()).toEqual({ created: 2_000 });
  expect(await sql`select 1 from sent`).toHaveLength(1);
  await sendMany(2_000);
  expect(await states()).toEqual({ created: 2_000 });
});

test("jobs that are sent in a transaction that is rolled back were never sent", async () => {
  const broken = database.db.asCollector(async (tx) => {
    await queue.send(tx, [{ accountId: accountOf(1) }]);
    throw new Error("planning broke");
  });
  await expect(broken).rejects.toThrow("planning broke");
  expect(await queue.take(1)).toEqual([]);
});

test("the job of a worker that died comes back once its lease is over; one that is kept does not", async () => {
  await sendMany(2);
  const [dead, alive] = await queue.take(2);
  if (!dead || !alive) throw new Error("two jobs were sent");
  await queue.reviveDead();
  expect(await states()).toEqual({ active: 2 });
  await sql`update pgboss.job set heartbeat_on = now() - interval '91 seconds'`;
  await queue.keep([alive]);
  await sql`update pgboss.queue set monitor_on = null, monitor_claim_on = null`;
  await queue.reviveDead();
  const rows = await sql`select id from pgboss.job where state = 'retry'`;
  expect(rows.map(({ id }) => id)).toEqual([dead.id]);
});

test("no more jobs are under way than wanted, all of them are done, and two workers never do the same", async () => {
  await sendMany(30);
  const done: string[] = [];
  const work = async () => {
    let [running, most] = [0, 0];
    await workQueue(queue, {
      concurrency: 3,
      isOver: () => false,
      handle: async ({ accountId }) => {
        running += 1;
        most = Math.max(most, running);
        await sleep(20);
        running -= 1;
        done.push(accountId);
      },
    });
    return most;
  };
  expect(await Promise.all([work(), work()])).toEqual([3, 3]);
  expect([done.length, new Set(done).size]).toEqual([30, 30]);
  expect(await states()).toEqual({ completed: 30 });
});

test("a job that breaks comes back later, and says so once those under way are done", async () => {
  await sendMany(3);
  const work = workQueue(queue, {
    concurrency: 3,
    isOver: () => false,
    handle: async ({ accountId }) => {
      if (accountId === accountOf(1)) throw new Error("the database went away");
      await sleep(50);
    },
  });
  await expect(work).rejects.toThrow("the database went away");
  expect(await states()).toEqual({ completed: 2, retry: 1 });
});

test("work that is over takes no further job and leaves the others where they are", async () => {
  await sendMany(5);
  let taken = 0;
  await workQueue(queue, {
    concurrency: 1,
    isOver: () => taken >= 2,
    handle: async () => {
      taken += 1;
    },
  });
  expect(await states()).toEqual({ completed: 2, created: 3 });
});
