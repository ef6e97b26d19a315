import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { CollectorTx, Database } from "@/lib/db/database";
import { collectQueue, queueSchema } from "@/lib/db/queue-schema";
import { logger } from "@/lib/ops/logger";

/** A job says that an account has open places in runs; which ones, the worker reads itself. */
export interface CollectJob {
  readonly accountId: string;
}

export interface TakenJob {
  readonly id: string;
  readonly accountId: string;
}

/** The queue in the same Postgres (architecture.md §3): one job per account, sent in the transaction that plans it. */
export interface CollectQueue {
  /** Enqueues an account inside `tx`; a second job while one waits is no job. `startAfter` holds it back. */
  send(tx: CollectorTx, accountId: string, startAfter?: Date): Promise<void>;
  /** Takes one job; two callers never take the same. Null when there is none. */
  take(): Promise<TakenJob | null>;
  /** The job is over, whatever became of the account: what is left is planned, not retried by the queue. */
  complete(job: TakenJob): Promise<void>;
  /** Runs `handler` for jobs as they come, `concurrency` at a time, until `close`. */
  work(concurrency: number, handler: (accountId: string) => Promise<void>): Promise<void>;
  /** Brings back jobs whose worker died; a worker with `supervise` does so by itself. */
  reviveDead(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the queue; its tables are the migrator's. `supervise`: also brings back jobs of workers that died. */
export async function openQueue(
  db: Database,
  options: { readonly supervise?: boolean } = {},
): Promise<CollectQueue> {
  const boss = new PgBoss({
    db: db.queueExecutor(),
    schema: queueSchema,
    migrate: false,
    schedule: false,
    supervise: options.supervise ?? false,
    reindex: false,
  });
  boss.on("error", (error) => logger.error({ err: error }, "queue_error"));
  await boss.start();
  return {
    async send(tx, accountId, startAfter) {
      const place = {
        singletonKey: accountId,
        db: fromDrizzle(tx, sql),
        ...(startAfter ? { startAfter } : {}),
      };
      await boss.send(collectQueue, { accountId } satisfies CollectJob, place);
    },
    async take() {
      const [job] = await boss.fetch<CollectJob>(collectQueue, { batchSize: 1 });
      return job ? { id: job.id, accountId: job.data.accountId } : null;
    },
    async complete(job) {
      await boss.complete(collectQueue, job.id);
    },
    async work(concurrency, handler) {
      await boss.work<CollectJob>(
        collectQueue,
        { batchSize: 1, pollingIntervalSeconds: 1, localConcurrency: concurrency },
        async ([job]) => {
          if (job) await handler(job.data.accountId);
        },
      );
    },
    async reviveDead() {
      await boss.supervise(collectQueue);
    },
    async close() {
      await boss.stop({ graceful: true, close: false, timeout: 20_000 });
    },
  };
}
