import { eq } from "drizzle-orm";
import type { Collector } from "@/lib/collect/collector";
import { planDue, type Trigger } from "@/lib/collect/plan/plan";
import { openQueue } from "@/lib/collect/plan/queue";
import type { PlaceLimits } from "@/lib/collect/run/collect-place";
import { drainQueue } from "@/lib/collect/run/drain-queue";
import { nothingPlanned, type RunResult, readRunResult } from "@/lib/collect/run/run-result";
import type { Database } from "@/lib/db/database";
import { schedulerCalls } from "@/lib/db/schema/collection";

/** Who called a scheduled route, and how. */
export interface SchedulerCall {
  readonly job: "daily-kpi-collection" | "drain-queue" | "monthly-reports" | "monitor";
  readonly verb: "GET" | "POST";
  readonly caller: string;
  /** The platform's own id of the call, when it says one. */
  readonly executionId: string | null;
}

/** What a scheduled route answers, counted in accounts. */
export type CallAnswer = Omit<RunResult, "accounts"> & Partial<Pick<RunResult, "accounts">>;

/** Plans what is due and works on it until the limits say stop (architecture.md §6.1). Safe to call twice, late, or at once. */
export async function collectDue(collector: Collector, limits: PlaceLimits, by: Trigger): Promise<RunResult> {
  const queue = await openQueue(collector.db);
  try {
    const planned = await planDue(collector, queue, by);
    await drainQueue(collector, queue, limits);
    return planned ? await readRunResult(collector.db, planned.runId) : nothingPlanned;
  } finally {
    await queue.close();
  }
}

/** Works off what waits in the queue, whoever planned it; jobs of workers that died come back first. */
export async function drainDue(collector: Collector, limits: PlaceLimits): Promise<CallAnswer> {
  const queue = await openQueue(collector.db);
  try {
    await queue.reviveDead();
    const { done, failed, skipped, remaining, runIds } = await drainQueue(collector, queue, limits);
    const [only, second] = runIds;
    const expected = done + failed + skipped + remaining;
    return { run_id: second ? null : (only ?? null), expected, done, failed, skipped, remaining };
  } finally {
    await queue.close();
  }
}

/** 200 when done = expected, 202 while something remains, 500 when nothing remains and something failed or was skipped (R13). */
export function statusOf({
  expected,
  done,
  remaining,
}: Pick<CallAnswer, "expected" | "done" | "remaining">): 200 | 202 | 500 {
  if (done === expected) return 200;
  return remaining > 0 ? 202 : 500;
}

/**
 * Keeps every call of a scheduled route, also one that found nothing to do, with the counts that it was answered: what became of each account stands
 * with the run.
 */
export async function recordCall<Answer extends CallAnswer>(
  db: Database,
  call: SchedulerCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const [stored] = await db.asCollector((tx) =>
    tx
      .insert(schedulerCalls)
      .values({ ...call })
      .returning({ id: schedulerCalls.id }),
  );
  const end = (status: number, answer: object | null) =>
    db.asCollector((tx) =>
      tx
        .update(schedulerCalls)
        .set({ status, answer })
        .where(eq(schedulerCalls.id, stored?.id ?? 0)),
    );
  try {
    const answer = await work();
    const { accounts: _, ...counts } = answer;
    await end(statusOf(answer), counts);
    return answer;
  } catch (error) {
    await end(500, null);
    throw error;
  }
}
