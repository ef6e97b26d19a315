import postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inParallel } from "@/lib/collect/in-parallel";
import { collectDue, drainDue } from "@/lib/collect/run/scheduler-call";
import { type Database, openDatabase } from "@/lib/db/database";
import { asSuperuser } from "@/tests/integration/as-superuser";
import { factsOf } from "@/tests/integration/collect/facts-of";
import { appSecret, items, type Night, startNight, token } from "@/tests/integration/collect/night";
import { type Copy, copiesOf } from "@/tests/robustness/kills/copies";
import { type Crypt, openCrypt } from "@/tests/robustness/kills/crypt";
import { letTimePass } from "@/tests/robustness/kills/let-time-pass";
import { rememberRows } from "@/tests/robustness/kills/restore-rows";
import { clientNumber, metaId, truthOf } from "@/tests/robustness/support/clients";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";

/** Random moments; in `npm test` they are those of tests/integration/collect/kill.test.ts. */
const { count, random, replay } = ordeal("kills", 0);
const lanes = 2;
/** Ten thousand take an hour: whoever waits is told how far they are. */
const toldEvery = 500;
const client = clientNumber(0, { collectFrom: "2026-10-05" });
const days = { since: "2026-10-05", until: "2026-11-08" };
const endless = { isOver: () => false, signal: new AbortController().signal };
const by = { trigger: "cron", requestedBy: "scheduler" } as const;

/** What Meta says a day later: other figures, a campaign withdrawn from some days, a KPI never seen before. */
const later = truthOf(client, { ...days, campaigns: 4, version: 1 }).flatMap((row, index) => {
  if (index % 9 === 0) return [];
  return index % 5 === 0
    ? [{ ...row, actions: items({ omni_purchase: 9, click_to_call_call_confirm: 3 }) }]
    : [row];
});

let night: Night;
let crypt: Crypt;
let copies: ReturnType<typeof copiesOf>;
/** As many as lanes, each on a copy of its own. */
const places: Place[] = [];
let untouched: { readonly facts: readonly string[]; readonly steps: readonly string[]; readonly ms: number };

beforeAll(async () => {
  night = await startNight([{ client, rows: truthOf(client, { ...days, campaigns: 4 }) }], {
    at: "2026-11-08T06:00:00Z",
    pageLimit: 50,
  });
  // The six oldest days are left behind: the pass has two windows.
  expect(await night.collect({ since: "2026-10-11", until: "2026-11-07" })).toMatchObject({ done: 1 });
  night.simulator.setRows(metaId(client), later);
  await night.sql.end({ timeout: 5 });
  await night.database.db.close();
  // Only processes die here, never the machine; and a copy of a database costs a quarter then.
  await asSuperuser(night.database.superuserUrl, async (sql) => {
    await sql`alter system set fsync = off`;
    await sql`select pg_reload_conf()`;
  });
  copies = copiesOf(night.database);
  crypt = await openCrypt(lanes);

  for (let lane = 0; lane < lanes; lane += 1) places.push(await openPlace());
  const [place] = places;
  if (!place) throw new Error("unreachable: there is at least one lane");
  const { lived, ms } = await crypt.send(ordersFor(place.copy, 0));
  expect(lived?.answer).toMatchObject({ expected: 1, done: 1 });
  untouched = { ...(await afterwards(place)), steps: lived?.steps ?? [], ms };
  await place.restore();
  expect(untouched.facts.filter((row) => row.startsWith("restatement")).length).toBeGreaterThan(50);
});

afterAll(async () => {
  await crypt?.close();
  for (const { db, sql } of places) {
    await db.close();
    await sql.end({ timeout: 5 });
  }
  await copies?.close();
  await night.simulator.close();
  await night.database.close();
});

/** Where one victim after the other dies: a copy of the database as it was before, and those who look at it. */
interface Place {
  readonly copy: Copy;
  readonly sql: postgres.Sql;
  readonly db: Database;
  readonly restore: () => Promise<void>;
}

async function openPlace(): Promise<Place> {
  const copy = await copies.make();
  const sql = postgres(copy.superuserUrl, { max: 1, onnotice: () => {} });
  const restore = await rememberRows(sql);
  return { copy, sql, restore, db: openDatabase(copy.url, { max: 1, bulkMax: 1 }) };
}

function ordersFor({ url }: Copy, dieAt: number) {
  return {
    databaseUrl: url,
    metaUrl: night.simulator.url,
    token,
    appSecret,
    now: "2026-11-09T06:00:00Z",
    dieAt,
  };
}

/**
 * The hour after, as the schedule would have it: every five minutes the queue, at its end the next planning. Then what is stored, when
 * nothing is left half done.
 */
async function afterwards({ sql, db }: Place): Promise<{ facts: string[] }> {
  let now = Temporal.Instant.from("2026-11-09T06:00:00Z");
  const clock = () => now;
  const collector = { ...night.collector, db, clock, databaseTime: clock };
  for (const minutes of [20, 5, 5, 5, 5, 20]) {
    now = now.add({ minutes });
    await letTimePass(sql, minutes);
    if (minutes === 20) await collectDue(collector, endless, by);
    else await drainDue(collector, endless);
    if ((await leftOpen(sql)).length === 0) break;
  }
  expect(await leftOpen(sql)).toEqual([]);
  return { facts: await factsOf(sql) };
}

async function leftOpen(sql: postgres.Sql): Promise<string[]> {
  const left = await sql<{ what: string }[]>`
    select 'no run' as what where not exists (select from collection_runs)
    union all select 'run' from collection_runs where finished_at is null or done <> expected
    union all select 'place ' || state || ' ' || coalesce(reason, '') from collection_run_accounts where state <> 'done'
    union all select 'attempt' from collection_attempts where state = 'running'
    union all select 'staged row' from collection_staging
    union all select 'lease' from ad_accounts where lease_until > '2026-11-09T07:00:00Z'
    union all select 'job ' || state || ' for ' || (start_after - now()) from pgboss.job
      where name = 'collect-account' and state in ('created', 'retry', 'active')`;
  return left.map(({ what }) => what);
}

/** One kill, one next hour. Answers whether the victim was really killed. */
async function kill(name: string, dieAt: number, killAfterMs?: number): Promise<boolean> {
  const place = places.pop();
  if (!place) throw new Error("unreachable: as many places as lanes");
  const { lived } = await crypt.send(ordersFor(place.copy, dieAt), killAfterMs);
  // A partial window is never visible: every stored day adds up to Meta's total of one answer.
  const doubtful = await place.sql`select date from daily_kpi_data where not reconciled`;
  expect(doubtful, name).toHaveLength(0);
  const { facts } = await afterwards(place).catch((error: unknown) => {
    throw new Error(`After ${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  });
  expect(facts, `After ${name}. ${replay}`).toEqual(untouched.facts);
  await place.restore();
  places.push(place);
  return lived === null;
}

/**
 * Where a victim dies in the short form: at every statement and every call once. Before it is sent, but with a commit and a call after it
 * was sent and before the answer: then nobody knows whether it happened. A transaction that has only begun is the commit before it. The
 * long form dies at every write and every answer.
 */
function deathsAmong(steps: readonly string[]): { readonly step: string; readonly at: number }[] {
  const all = steps.map((step, index) => ({ step, at: index + 1 }));
  if (count > 0) return all;
  const once =
    /^(before postgres (?!protocol|commit|begin|set local|select set_config)|after postgres commit|after meta)/i;
  return all.filter(({ step }) => once.test(step));
}

test(
  "R1, F22 killed with SIGKILL at every step of a pass, one by one: the next hour ends with the facts and events of a pass that was never killed",
  async () => {
    const deaths = deathsAmong(untouched.steps);
    expect(deaths.filter(({ step }) => /^after postgres commit/i.test(step)).length).toBeGreaterThan(15);
    expect(deaths.filter(({ step }) => step.startsWith("after meta")).length).toBeGreaterThan(3);
    let killed = 0;
    await inParallel(lanes, deaths, async ({ step, at }) => {
      if (await kill(`step ${at}, ${step}`, at)) killed += 1;
    });
    report("kills", { steps: untouched.steps.length, deaths: deaths.length, killed });
    // A wire may cut an answer differently the next time, so that the last steps are not reached.
    expect(killed).toBeGreaterThan(deaths.length * 0.97);
  },
  patience(1_200_000),
);

test.runIf(count > 0)(
  `R1 killed with SIGKILL at ${count} random moments`,
  async () => {
    const moments = Array.from({ length: count }, () => random() * untouched.ms);
    let done = 0;
    let killed = 0;
    await inParallel(lanes, moments, async (ms) => {
      if (await kill(`${ms.toFixed(1)} ms`, 0, ms)) killed += 1;
      done += 1;
      if (done % toldEvery === 0) report("kills", { "random moments": count, done, killed });
    });
    report("kills", { "random moments": count, killed });
    expect(killed).toBeGreaterThan(count / 2);
  },
  patience(0),
);
