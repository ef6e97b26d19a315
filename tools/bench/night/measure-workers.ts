import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
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
  const heap = async () => {
    const answers = await Promise.all(workers.map((worker) => worker.ask("heap")));
    return answers.reduce<number>((sum, answer) => sum + (answer as { heap: number }).heap, 0);
  };
  let heapEarly = 0;
  for (;;) {
    await sleep(500);
    const run = await readRun(sql);
    if (!run) continue;
    if (heapEarly === 0 && run.done >= options.early) heapEarly = await heap();
    if (run.seconds === null) continue;
    const heapAtEnd = await heap();
    await Promise.all(workers.map((worker) => worker.stop()));
    return { ...run, seconds: run.seconds, heapEarly, heapAtEnd };
  }
}

async function readRun(sql: postgres.Sql) {
  const [run] = await sql<{ expected: number; done: number; failed: number; seconds: number | null }[]>`
    select expected, done, failed, extract(epoch from finished_at - started_at)::float8 as seconds
    from collection_runs where trigger in ('worker', 'cron') and started_at > now() - interval '12 hours' order by started_at limit 1`;
  return run;
}
