import "@/tools/cli/load-env";
import { setTimeout as sleep } from "node:timers/promises";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { collectJob } from "@/lib/collect/drain-queue";
import { planDue } from "@/lib/collect/plan";
import { openQueue } from "@/lib/collect/queue";
import { usualConcurrency } from "@/lib/collect/run-collection";
import { openDatabase } from "@/lib/db/database";
import { EnvError, optionalEnv, requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";

/** Minutes between two looks at what is due; planning twice plans nothing twice. */
const planEveryMs = 5 * 60_000;

/**
 * `npm run worker`: plans what is due and collects it for as long as it runs; any number of workers may run at once. SIGTERM or Ctrl-C:
 * windows under way are left as failed attempts and taken up again.
 */
async function main(): Promise<void> {
  optionalEnv("LOG_LEVEL");
  const db = openDatabase(requireEnv("DATABASE_URL"), {
    max: usualConcurrency + 2,
    bulkMax: usualConcurrency,
  });
  const collector = collectorFromEnv(db);
  const queue = await openQueue(db, { supervise: true });
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const limits = { isOver: () => stop.signal.aborted, signal: stop.signal };

  await queue.work(usualConcurrency, async (job) => {
    await collectJob(collector, queue, job, limits);
  });
  logger.info({ concurrency: usualConcurrency }, "worker_started");
  while (!stop.signal.aborted) {
    try {
      await planDue(collector, queue, { trigger: "worker", requestedBy: "worker" });
    } catch (error) {
      // The database may be away for a moment; the next look finds what is due all the same.
      logger.error({ err: error }, "worker_could_not_plan");
    }
    await sleep(planEveryMs, undefined, { signal: stop.signal }).catch(() => undefined);
  }
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
