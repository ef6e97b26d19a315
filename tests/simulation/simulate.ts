import { createHash } from "node:crypto";
import type { Collector } from "@/lib/collect/collector";
import { AppTurns } from "@/lib/collect/gate/app-turns";
import { type HandSelection, WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import type { PlaceLimits } from "@/lib/collect/run/collect-place";
import { collectByHand } from "@/lib/collect/run/hand-call";
import { collectDue, drainDue } from "@/lib/collect/run/scheduler-call";
import { createGraphClient } from "@/lib/graph/create-graph-client";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { Answers } from "@/tests/simulation/answers";
import { checkBudget, checkWaits } from "@/tests/simulation/budget";
import { castOf, type SimulatedCast, type Sql, storeCast } from "@/tests/simulation/cast";
import { compareFacts } from "@/tests/simulation/compare-facts";
import { checkCoverage } from "@/tests/simulation/coverage";
import { figuresOf } from "@/tests/simulation/figures";
import { checkRestatements, Untouched } from "@/tests/simulation/history";
import { type NightPlan, planNight, type ScheduledCall } from "@/tests/simulation/mischief";
import { Observer } from "@/tests/simulation/observer";
import { checkReach } from "@/tests/simulation/reach";
import { type Server, simulatedDatabase } from "@/tests/simulation/simulated-database";
import { ConnectionLost, Stage } from "@/tests/simulation/stage";
import { ViolatedInvariant, type Violation } from "@/tests/simulation/violation";
import { virtualTimers } from "@/tests/simulation/virtual-timers";
import { wireToMeta } from "@/tests/simulation/wire-to-meta";
import { randomOf, seedOf } from "@/tools/simulator/random";
import { startSimulator } from "@/tools/simulator/start";

export interface SimulationOptions {
  readonly seed: number;
  readonly nights: number;
  readonly clients: number;
  /** Told after each night. */
  readonly onNight?: (line: string) => void;
}

export interface SimulationResult {
  readonly clientNights: number;
  readonly steps: number;
  readonly calls: number;
  /** Over all that is stored in the end: the same seed gives the same. */
  readonly digest: string;
  readonly violation: (Violation & { readonly night: number; readonly date: string }) | null;
}

const day = 24 * 3_600_000;
/** The platform's limits of one function call (lib/collect/run/call-limits.ts). */
const lifetime = { beginsUntil: 225_000, endsAt: 290_000, cutAt: 300_000 };
const version = "v26.0";
const appId = "1200000000000001";
const appSecret = "app-secret-of-latarnia";

/** Runs whole nights of an agency in simulated time and checks after each, and in between, that nothing is wrong. */
export async function simulate(server: Server, options: SimulationOptions): Promise<SimulationResult> {
  const { seed, nights } = options;
  const cast = castOf(seed, options.clients);
  const stage = new Stage(cast.start);
  const answers = new Answers(stage);
  const random = randomOf(seedOf("course", seed));
  const keys = new Map([["k1", Buffer.alloc(32, 7)]]);
  let plan: NightPlan = planNight(seed, 0, cast);

  const simulator = await startSimulator({
    clock: () => stage.instant(),
    seed,
    world: {
      accounts: cast.clients.map((client) => ({
        id: client.externalId,
        name: client.slug,
        currency: client.currency,
        timeZone: client.zone,
        source: figuresOf(seed, client),
        campaigns: client.campaigns.map((id) => ({
          id,
          name: `Campaign ${id}`,
          objective: "OUTCOME_SALES",
          effective_status: "ACTIVE",
        })),
        ads: [],
      })),
      tokens: cast.tokens.map((token) => ({ ...token, state: "ok", scopes: ["ads_read"] })),
      appId,
      appSecret,
      proof: "required",
    },
  });
  const observer = new Observer(cast, stage, answers, random);
  const database = await simulatedDatabase(server, stage, () => observer.committed());
  observer.sql = database.sql;
  const restoreTimers = virtualTimers(stage, random);
  const fetch = wireToMeta(stage, answers, () => {
    if (plan.hangs > 0 && random() < plan.hangs) return null;
    return { thereMs: 20 + random() * plan.slowestMs, backMs: 20 + random() * plan.slowestMs };
  });
  const collectorOf = (turns: AppTurns): Collector => ({
    db: database.db,
    clock: () => stage.instant(),
    databaseTime: () => stage.instant(),
    appId,
    apiVersion: version,
    life: { app: { id: appId, secret: appSecret } },
    spreadMinutes: seed % 2 === 0 ? 45 : 0,
    envToken: cast.tokens[0]?.value,
    keys: () => keys,
    openGraph: (token, msLeft) =>
      createGraphClient({
        baseUrl: simulator.url,
        version,
        token,
        appSecret,
        pageLimit: [30, 100, 500][seed % 3] ?? 500,
        fetch,
        clock: () => stage.instant(),
        sleep: (ms, signal) => stage.sleep(ms, signal),
        random,
        takeTurn: turns.take,
        ...(msLeft ? { msLeft } : {}),
      }),
  });
  const untouched = new Untouched();
  let calls = 0;
  let night = 0;
  const broken: unknown[] = [];
  let lastCallAt = 0;

  const call = ({ job, fates, wanted }: ScheduledCall) => {
    const started = stage.now;
    const name = `${job} of ${stage.instant().toString()}`;
    const end = new AbortController();
    // Whoever is frozen is a worker of a machine of one's own: a platform would have cut it off before it wakes up.
    const isWorker = [...fates.values()].some(({ kind }) => kind === "stalled");
    const limits: PlaceLimits = isWorker
      ? { isOver: () => false, signal: end.signal }
      : {
          isOver: () => stage.now >= started + lifetime.beginsUntil,
          msLeft: () => started + lifetime.endsAt - stage.now,
          signal: end.signal,
        };
    const process = stage.spawn(
      name,
      fates,
      async () => {
        const collector = collectorOf(new AppTurns(database.db, appId, () => stage.instant()));
        if (wanted) await collectByHand(collector, selectionOf(cast, wanted, stage), "marta", limits);
        else if (job === "drain") await drainDue(collector, limits);
        else {
          await collectDue(collector, limits, { trigger: "cron", requestedBy: "scheduler" });
          lastCallAt = Math.max(lastCallAt, started);
        }
      },
      (_, error) => {
        cut();
        if (error !== null && !isExpected(error)) broken.push(error);
      },
    );
    const stop = isWorker
      ? null
      : stage.at(started + lifetime.endsAt, () => stage.asProcess(process, () => end.abort()));
    const kill = isWorker ? null : stage.at(started + lifetime.cutAt, () => stage.kill(process));
    const cut = () => {
      if (stop) stage.cancel(stop);
      if (kill) stage.cancel(kill);
    };
  };

  const result = async (violation: SimulationResult["violation"]): Promise<SimulationResult> => ({
    clientNights: night * cast.clients.length,
    steps: stage.steps,
    calls: calls + answers.all.length,
    digest: await digestOf(database.sql),
    violation,
  });

  try {
    await storeCast(database.db, cast, keys);
    for (; night < nights; night += 1) {
      const began = cast.start.epochMilliseconds + night * day;
      plan = planNight(seed, night, cast);
      simulator.faults.clear();
      simulator.faults.add(...plan.faults);
      for (const [id, state] of plan.tokens) simulator.setToken(id, { state });
      for (const one of plan.calls) stage.at(began + one.afterMs, () => call(one));
      await stage.runUntil(began + day);
      observer.rethrow();
      if (broken.length > 0) throw broken[0];

      const nameOf = (account: string) =>
        cast.clients.find((one) => one.externalId === account)?.slug ?? account;
      checkBudget(answers.all, nameOf);
      await checkWaits(database.sql, answers.all, nameOf);
      for (const client of cast.clients) {
        const ledger = observer.ledgerOf(client);
        untouched.check(client, await compareFacts(database.sql, client, ledger), ledger);
        await checkRestatements(database.sql, client, ledger);
        await checkReach(database.sql, client, answers.all, began);
        await checkCoverage(database.sql, client, stage.now, { lastCallAt, isClean: plan.isClean });
      }
      const before = answers.all.length;
      options.onNight?.(
        `night ${night + 1} ${new Date(began).toISOString().slice(0, 10)}: ${before} calls; ${plan.says.length} mishaps`,
      );
      answers.forget(stage.now - 3 * 3_600_000);
      calls += before - answers.all.length;
      simulator.forgetCalls();
    }
    return await result(null);
  } catch (error) {
    if (!(error instanceof ViolatedInvariant)) throw error;
    const date = stage.instant().toString();
    return await result({ ...error.violation, night: night + 1, date });
  } finally {
    restoreTimers();
    await simulator.close();
    await database.close();
  }
}

/** Days of one client, none of them before it is collected at all. */
function selectionOf(
  cast: SimulatedCast,
  { slug, since, until }: NonNullable<ScheduledCall["wanted"]>,
  stage: Stage,
): HandSelection {
  const client = cast.clients.find((one) => one.slug === slug);
  const today = stage
    .instant()
    .toZonedDateTimeISO(client?.zone ?? "UTC")
    .toPlainDate();
  const from = (days: number) => {
    const day = today.subtract({ days }).toString();
    return parseCalendarDay(client && day < client.collectFrom ? client.collectFrom : day);
  };
  return { clients: [slug], since: from(since), until: from(until) };
}

/** The database went away, or a person asked for days that cannot be. */
function isExpected(error: unknown): boolean {
  if (error instanceof WrongSelection) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof ConnectionLost) return true;
  return false;
}

async function digestOf(sql: Sql): Promise<string> {
  const rows = await sql<{ row: string }[]>`
    select t || ' ' || row as row from (
      select 'account-day' as t, (to_jsonb(d) - '{attempt_id,created_at}'::text[])::text as row from daily_kpi_data d
      union all select 'campaign-day', (to_jsonb(d) - '{attempt_id,created_at}'::text[])::text from campaign_daily_kpi_data d
      union all select 'restatement', (to_jsonb(d) - '{id,attempt_id,created_at}'::text[])::text from kpi_restatements d
      union all select 'attempt', (to_jsonb(d) - '{id,run_id,created_at}'::text[])::text from collection_attempts d
      union all select 'place', (to_jsonb(d) - '{run_id,created_at}'::text[])::text from collection_run_accounts d
      union all select 'run', (to_jsonb(d) - '{id,created_at}'::text[])::text from collection_runs d
    ) all_rows order by 1`;
  const hash = createHash("sha256");
  for (const { row } of rows) hash.update(`${row}\n`);
  return hash.digest("hex").slice(0, 16);
}
