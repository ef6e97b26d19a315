import "@/tools/cli/load-env";
import { setTimeout as sleep } from "node:timers/promises";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { planDue } from "@/lib/collect/plan/plan";
import { openQueue } from "@/lib/collect/plan/queue";
import { collectJob, jobsAtOnce } from "@/lib/collect/run/drain-queue";
import { workQueue } from "@/lib/collect/run/work-queue";
import { openDatabase } from "@/lib/db/database";
import { printDuePdfs } from "@/lib/deliver/pdf/print-due-pdfs";
import { EnvError, optionalEnv, requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";
import { afterCollection } from "@/lib/ops/monitor/after-collection";
import { draftFromWorker, planFromWorker, watchFromWorker } from "@/tools/worker/calls";

/** Minutes between two looks at what is due; planning twice plans nothing twice. */
const planEveryMs = 5 * 60_000;
/** Between two looks for publications without a PDF. */
const printEveryMs = 15_000;
/** Between two calls for drafts and of the monitor, which a scheduler of its own makes elsewhere (architecture.md §6.7). */
const watchEveryMs = 15 * 60_000;
/** About how often an idle worker looks for jobs. */
const restMs = 1_000;

/**
 * `npm run worker`: plans what is due, collects it, makes drafts, watches over it and prints PDFs for as long as it runs; any number of workers may run at once. SIGTERM or Ctrl-C:
 * windows under way are left as failed attempts and taken up again.
 */
async function main(): Promise<void> {
  optionalEnv("LOG_LEVEL");
  const db = openDatabase(requireEnv("DATABASE_URL"), {
    max: jobsAtOnce,
    bulkMax: jobsAtOnce,
  });
  const collector = collectorFromEnv(db);
  const queue = await openQueue(db, { supervise: true });
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const limits = { isOver: () => stop.signal.aborted, signal: stop.signal };

  const pause = (ms: number) => sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined);

  const working = workQueue(queue, {
    concurrency: jobsAtOnce,
    isOver: limits.isOver,
    handle: async (job) => {
      await collectJob(collector, queue, job, limits);
    },
    // Not all workers at once.
    rest: () => pause(restMs * (0.5 + Math.random())),
  });
  const printing = (async () => {
    while (!stop.signal.aborted) {
      await printDuePdfs(db, limits.isOver);
      await pause(printEveryMs);
    }
  })();
  const watching = (async () => {
    while (!stop.signal.aborted) {
      await draftFromWorker(db);
      await watchFromWorker(db, limits.isOver);
      await pause(watchEveryMs);
    }
  })();
  logger.info({ concurrency: jobsAtOnce }, "worker_started");
  while (!stop.signal.aborted) {
    try {
      await planFromWorker(db, () => planDue(collector, queue, { trigger: "worker", requestedBy: "worker" }));
      await afterCollection(db, "worker", limits);
    } catch (error) {
      // The database may be away for a moment; the next look finds what is due all the same.
      logger.error({ err: error }, "worker_could_not_plan");
    }
    await pause(planEveryMs);
  }
  await Promise.all([working, printing, watching]);
  await queue.close();
  await db.close();
  logger.info("worker_stopped");
}

try {
  await main();
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
