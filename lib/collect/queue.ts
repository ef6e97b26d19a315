import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { CollectorTx, Database } from "@/lib/db/database";
import { collectQueue, queueSchema } from "@/lib/db/queue-schema";
import { logger } from "@/lib/ops/logger";

/** A job says that an account has open places in runs; which ones, the worker reads itself. */
export interface CollectJob {
  readonly accountId: string;
  /** How old the newest day that is left may be, in months of 31 days; 0 = yesterday is among them. */
  readonly months: number;
}

export interface TakenJob extends CollectJob {
  readonly id: string;
}

/** When and how soon a job is to be done. */
export interface Sending {
  /** Holds the job back. */
  readonly startAfter?: Date | undefined;
  /** Age of the newest day that is left, in days before the account's yesterday: nobody's old days come before another's yesterday. */
  readonly age?: number | undefined;
}

/** The queue in the same Postgres (architecture.md §3): one job per account, sent in the transaction that plans it. */
export interface CollectQueue {
  /** Enqueues an account inside `tx`; a second job for new or for old days while one waits is no job. */
  send(tx: CollectorTx, accountId: string, sending?: Sending): Promise<void>;
  /** Takes one job; two callers never take the same. Null when there is none. */
  take(): Promise<TakenJob | null>;
  /** The job is over, whatever became of the account: what is left is planned, not retried by the queue. */
  complete(job: TakenJob): Promise<void>;
  /** Runs `handler` for jobs as they come, `concurrency` at a time, until `close`. */
  work(concurrency: number, handler: (job: CollectJob) => Promise<void>): Promise<void>;
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
    async send(tx, accountId, { startAfter, age = 0 } = {}) {
      const months = monthsOf(age);
      const place = {
        // Apart, so that old days that wait do not keep tomorrow's yesterday waiting.
        singletonKey: months === 0 ? accountId : `${accountId}/older`,
        priority: -months,
        db: fromDrizzle(tx, sql),
        ...(startAfter ? { startAfter } : {}),
      };
      await boss.send(collectQueue, { accountId, months } satisfies CollectJob, place);
    },
    async take() {
      const [job] = await boss.fetch<CollectJob>(collectQueue, { batchSize: 1 });
      return job ? { id: job.id, ...job.data } : null;
    },
    async complete(job) {
      await boss.complete(collectQueue, job.id);
    },
    async work(concurrency, handler) {
      await boss.work<CollectJob>(
        collectQueue,
        { batchSize: 1, pollingIntervalSeconds: 1, localConcurrency: concurrency },
        async ([job]) => {
          if (job) await handler(job.data);
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

/** Months of 31 days, begun ones whole, that a day so many days before yesterday lies back; 0 for yesterday itself. */
export function monthsOf(age: number): number {
  return Math.ceil(Math.max(0, age) / 31);
}
