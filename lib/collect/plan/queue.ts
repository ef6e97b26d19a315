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

/** An account to send, and when and how soon its job is to be done. */
export interface Sending {
  readonly accountId: string;
  /** Holds the job back. */
  readonly startAfter?: Date | undefined;
  /** Age of the newest day that is left, in days before the account's yesterday: nobody's old days come before another's yesterday. */
  readonly age?: number | undefined;
}

/** The queue in the same Postgres (architecture.md §3): one job per account, sent in the transaction that plans it. */
export interface CollectQueue {
  /** Enqueues accounts inside `tx`, in one statement however many; a second job for new or for old days while one waits is no job. */
  send(tx: CollectorTx, sendings: readonly Sending[]): Promise<void>;
  /** Takes at most so many jobs; two callers never take the same. */
  take(most: number): Promise<TakenJob[]>;
  /** A sign of life for jobs under way: without one for `jobLeaseSeconds` their worker counts as dead. */
  keep(jobs: readonly TakenJob[]): Promise<void>;
  /** The job is over, whatever became of the account: what is left is planned, not retried by the queue. */
  complete(job: TakenJob): Promise<void>;
  /** The job broke: it comes back a little later, a few times. */
  fail(job: TakenJob, error: unknown): Promise<void>;
  /** Brings back jobs whose worker died; a queue with `supervise` does so by itself. */
  reviveDead(): Promise<void>;
  close(): Promise<void>;
}

/** How long a job may be without a sign of life of its worker; as long as the lease of an account. */
const jobLeaseSeconds = 90;
/** How often a job under way has to be kept. */
export const keepJobsMs = (jobLeaseSeconds / 3) * 1_000;

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
    async send(tx, sendings) {
      if (sendings.length === 0) return;
      await boss.insert(collectQueue, sendings.map(jobOf), { db: fromDrizzle(tx, sql) });
    },
    async take(most) {
      const jobs = await boss.fetch<CollectJob>(collectQueue, { batchSize: most });
      return jobs.map((job) => ({ id: job.id, ...job.data }));
    },
    async keep(jobs) {
      await boss.touch(
        collectQueue,
        jobs.map(({ id }) => id),
      );
    },
    async complete(job) {
      await boss.complete(collectQueue, job.id);
    },
    async fail(job, error) {
      await boss.fail(collectQueue, job.id, { message: String(error) });
    },
    async reviveDead() {
      await boss.supervise(collectQueue);
    },
    async close() {
      await boss.stop({ graceful: true, close: false, timeout: 20_000 });
    },
  };
}

function jobOf({ accountId, startAfter, age = 0 }: Sending) {
  const months = monthsOf(age);
  return {
    data: { accountId, months } satisfies CollectJob,
    // Apart, so that old days that wait do not keep tomorrow's yesterday waiting.
    singletonKey: months === 0 ? accountId : `${accountId}/older`,
    priority: -months,
    heartbeatSeconds: jobLeaseSeconds,
    ...(startAfter ? { startAfter } : {}),
  };
}

/** Months of 31 days, begun ones whole, that a day so many days before yesterday lies back; 0 for yesterday itself. */
export function monthsOf(age: number): number {
  return Math.ceil(Math.max(0, age) / 31);
}
