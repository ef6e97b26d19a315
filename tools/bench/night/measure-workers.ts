import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { z } from "zod";
import { startNightChild } from "@/tools/bench/night/child";

export interface NightRun {
  /** From the moment of planning to the end of the last account. */
  readonly seconds: number;
  readonly expected: number;
  readonly done: number;
  readonly failed: number;
  /** Bytes held by all workers together after so many accounts. */
  readonly heapEarly: number;
  readonly heapAtEnd: number;
  /** Seconds of processor time of all workers together, their start included. */
  readonly cpu: number;
  /** Transactions that the database committed meanwhile. */
  readonly transactions: number;
}

/** Starts so many `npm run worker` and waits until the night's run is over; every sleep is the bench's, not the workers'. */
export async function measureWorkers(
  count: number,
  sql: postgres.Sql,
  options: { readonly env: Record<string, string>; readonly logFile: string; readonly early: number },
): Promise<NightRun> {
  const workers = Array.from({ length: count }, () =>
    startNightChild("tools/worker/main.ts", [], { ...options, probe: true }),
  );
  const probe = async () => {
    const answers = await Promise.all(workers.map((worker) => worker.ask("heap")));
    const probed = answers.map((answer) => probedSchema.parse(answer));
    const sum = (of: "heap" | "cpu") => probed.reduce((total, one) => total + one[of], 0);
    return { heap: sum("heap"), cpu: sum("cpu") };
  };
  const before = await commits(sql);
  let heapEarly = 0;
  for (;;) {
    await sleep(500);
    const run = await readRun(sql);
    if (!run) continue;
    if (heapEarly === 0 && run.done >= options.early) heapEarly = (await probe()).heap;
    if (run.seconds === null) continue;
    const { heap: heapAtEnd, cpu } = await probe();
    const transactions = (await commits(sql)) - before;
    await Promise.all(workers.map((worker) => worker.stop()));
    return { ...run, seconds: run.seconds, heapEarly, heapAtEnd, cpu, transactions };
  }
}

const probedSchema = z.object({ heap: z.number(), cpu: z.number() });

async function commits(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select xact_commit::int as n from pg_stat_database where datname = current_database()`;
  return row?.n ?? 0;
}

async function readRun(sql: postgres.Sql) {
  const [run] = await sql<{ expected: number; done: number; failed: number; seconds: number | null }[]>`
    select expected, done, failed, extract(epoch from finished_at - started_at)::float8 as seconds
    from collection_runs where trigger in ('worker', 'cron') and started_at > now() - interval '12 hours' order by started_at limit 1`;
  return run;
}
