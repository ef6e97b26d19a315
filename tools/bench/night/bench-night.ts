import path from "node:path";
import type postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { startNightChild } from "@/tools/bench/night/child";
import { measureWorkers, type NightRun } from "@/tools/bench/night/measure-workers";
import { type NightDatabase, openNightDatabase } from "@/tools/bench/night/night-database";
import { nightApp, nightToken } from "@/tools/bench/night/night-world";
import type { Ratio } from "@/tools/bench/ratio";

export interface NightOptions {
  readonly accounts: number;
  readonly latency: number;
  readonly faults: number;
  /** One night for each; the last is the whole one that counts. */
  readonly workers: readonly number[];
}

/** Calls in flight that Meta allows one app. */
const parallelism = 4;
/** One and two workers are measured on fewer accounts: accounts per minute do not need a whole night. */
const shortNight = 200;

/** Less than the platform's 300 s, so that few accounts need several calls. */
const callLimitMs = 120_000;

const callsSchema = z.object({
  calls: z.number(),
  faulty: z.number(),
  mostPerMinute: z.number(),
  kinds: z.record(z.string(), z.number()),
});
type Calls = z.infer<typeof callsSchema>;

/** P6: a night of so many accounts, all due, by 1, 2 and 4 workers, against the time that Meta's latency alone would take. */
export async function benchNight({
  accounts,
  latency,
  faults,
  workers: counts,
}: NightOptions): Promise<Ratio[]> {
  const timeZone = zoneInTheMorning();
  const database = await openNightDatabase(accounts, timeZone);
  try {
    const ratios: Ratio[] = [];
    for (const workers of counts) {
      const isWhole = workers === counts.at(-1);
      const active = isWhole ? accounts : Math.min(shortNight, accounts);
      const night = { name: `night_${workers}`, active, latency, faults, timeZone };
      const { run, calls } = await oneNight(database, night, ({ sql, ...started }) =>
        measureWorkers(workers, sql, { ...started, early: Math.ceil(active / 10) }),
      );
      const ideal = (calls.calls * latency) / 1_000 / parallelism;
      print(workers, run, calls, ideal);
      if (!isWhole) continue;
      ratios.push(
        {
          goal: "P6",
          what: `${active} accounts, ${workers} workers`,
          against: "latency of all calls ÷ 4",
          ratio: run.seconds / ideal,
          reach: 1.1,
          better: "lower",
        },
        {
          goal: "P6",
          what: "calls of an account in a minute",
          against: "graph-api.md §6.1, Limited tier",
          ratio: calls.mostPerMinute / 12,
          reach: 1,
          better: "lower",
        },
        {
          goal: "P6",
          what: "accounts done",
          against: "accounts due",
          ratio: run.done / active,
          reach: 1,
          better: "higher",
        },
        {
          goal: "P6",
          what: "heap held after all accounts",
          against: "after a tenth of them",
          ratio: run.heapAtEnd / run.heapEarly,
          reach: 1.1,
          better: "lower",
        },
      );
    }
    const night = {
      name: "night_of_calls",
      active: Math.min(shortNight, accounts),
      latency,
      faults,
      timeZone,
    };
    return [...ratios, await byCalls(database, night)];
  } finally {
    await database.close();
  }
}

interface Night {
  /** Names the database and the log. */
  readonly name: string;
  readonly active: number;
  readonly latency: number;
  readonly faults: number;
  readonly timeZone: string;
}

/** A copy of the database, a simulator, and between them whatever `collect` starts; what Meta was asked meanwhile. */
async function oneNight<T>(
  database: NightDatabase,
  of: Night,
  collect: (started: {
    readonly sql: postgres.Sql;
    readonly env: Record<string, string>;
    readonly logFile: string;
  }) => Promise<T>,
): Promise<{ readonly run: T; readonly calls: Calls }> {
  const { url, sql } = await database.copy(of.name, of.active);
  const logFile = path.join(database.dir, `${of.name}.log`);
  const simulator = startNightChild(
    "tools/bench/night/serve-night.ts",
    [String(of.active), of.timeZone, String(of.latency), String(of.faults)],
    { logFile },
  );
  try {
    const at = z.object({ url: z.string() }).parse(await simulator.said());
    const env = {
      DATABASE_URL: url,
      META_GRAPH_URL: at.url,
      META_ACCESS_TOKEN: nightToken,
      META_APP_ID: nightApp.id,
      META_APP_SECRET: nightApp.secret,
      COLLECT_SPREAD_MINUTES: "0",
      LOG_LEVEL: "warn",
    };
    const run = await collect({ sql, env, logFile });
    return { run, calls: callsSchema.parse(await simulator.ask("calls")) };
  } finally {
    await simulator.stop();
  }
}

/** The same through the scheduled routes, in calls that may last so long. */
async function byCalls(database: NightDatabase, night: Night): Promise<Ratio> {
  const { run: seconds } = await oneNight(database, night, async ({ env, logFile }) => {
    const limit = String(callLimitMs);
    const calls = startNightChild("tools/bench/night/drain-in-pieces.ts", [limit], { env, logFile });
    const said = z.object({ seconds: z.array(z.number()) }).parse(await calls.said());
    await calls.ended;
    return said.seconds;
  });
  console.log(
    `by calls   ${night.active} accounts, each call ${seconds.map((one) => one.toFixed(1)).join(", ")} s`,
  );
  return {
    goal: "P6",
    what: "the longest call of a route",
    against: `half of the ${callLimitMs / 1_000} s that it may last`,
    ratio: Math.max(...seconds) / (callLimitMs / 2_000),
    reach: 1,
    better: "lower",
  };
}

function print(workers: number, run: NightRun, calls: Calls, ideal: number): void {
  const perMinute = (run.expected / run.seconds) * 60;
  console.log(
    `${workers} worker${workers === 1 ? " " : "s"}  ${run.done} of ${run.expected} done, ${run.failed} failed, in ${run.seconds.toFixed(1)} s; ` +
      `${perMinute.toFixed(0)} accounts a minute; ideal ${ideal.toFixed(1)} s, ratio ${(run.seconds / ideal).toFixed(3)}; ` +
      `${(calls.calls / run.expected).toFixed(2)} calls an account, at most ${calls.mostPerMinute} a minute, ${calls.faulty} faulty; ` +
      `${(run.transactions / run.expected).toFixed(1)} transactions and ${((1_000 * run.cpu) / run.expected).toFixed(0)} ms of the workers' processor time an account`,
  );
  for (const [kind, count] of Object.entries(calls.kinds)) console.log(`            ${count} ${kind}`);
}

/** A zone in which it is early in the morning now, so that the morning pass is due and the noon pass is far. */
function zoneInTheMorning(): string {
  const now = Temporal.Now.instant();
  const zones = Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/"));
  const found = zones.find((zone) => {
    const { hour } = now.toZonedDateTimeISO(zone);
    return hour >= 5 && hour <= 7;
  });
  if (!found) throw new Error("It is morning nowhere.");
  return found;
}
