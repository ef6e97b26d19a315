import { type CollectQueue, keepJobsMs, type TakenJob } from "@/lib/collect/plan/queue";
import { logger } from "@/lib/ops/logger";

export interface QueueWork {
  /** Jobs under way at the same time. */
  readonly concurrency: number;
  /** Takes no further job once this is due; those under way are waited for. */
  readonly isOver: () => boolean;
  readonly handle: (job: TakenJob) => Promise<void>;
  /** Waits for a while when nothing is ready; without it the work ends with the last job. */
  readonly rest?: () => Promise<void>;
}

/**
 * Works off jobs, as many at a time as wanted, until there is none or it is over. A job whose handler throws comes back later and ends the work
 * with its error once the others are done; work that rests goes on, whatever breaks.
 */
export async function workQueue(queue: CollectQueue, work: QueueWork): Promise<void> {
  const running = new Map<TakenJob, Promise<void>>();
  const broken: unknown[] = [];
  const run = async (job: TakenJob) => {
    try {
      await work.handle(job);
      await queue.complete(job);
    } catch (error) {
      broken.push(error);
      logger.error({ err: error, accountId: job.accountId }, "job_broke");
      // If not even this can be said, the job comes back when its lease is over.
      await queue.fail(job, error).catch(() => undefined);
    } finally {
      running.delete(job);
    }
  };
  const beat = setInterval(() => {
    if (running.size === 0) return;
    queue.keep([...running.keys()]).catch((error: unknown) => logger.warn({ err: error }, "jobs_not_kept"));
  }, keepJobsMs);
  try {
    while (!work.isOver() && (work.rest || broken.length === 0)) {
      const jobs = await takeJobs(queue, work, work.concurrency - running.size);
      for (const job of jobs) running.set(job, run(job));
      if (jobs.length === 0 && running.size === 0 && !work.rest) break;
      if (jobs.length === 0 && work.rest) await work.rest();
      else if (jobs.length === 0 || running.size >= work.concurrency) await Promise.race(running.values());
    }
  } finally {
    await Promise.all(running.values());
    clearInterval(beat);
  }
  if (!work.rest && broken.length > 0) throw broken[0];
}

/** Work that rests outlives a database that is away for a moment. */
async function takeJobs(queue: CollectQueue, { rest }: QueueWork, most: number): Promise<TakenJob[]> {
  try {
    return await queue.take(most);
  } catch (error) {
    if (!rest) throw error;
    logger.error({ err: error }, "no_jobs_taken");
    return [];
  }
}
