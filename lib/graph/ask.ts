import { ConstantBackoff, handleWhenResult, retry } from "cockatiel";
import { askOnce, pathOf } from "@/lib/graph/ask-once";
import { stoppedByCaller } from "@/lib/graph/failure";
import type { GraphError } from "@/lib/graph/graph-error";
import type { ReadLog } from "@/lib/graph/read-log";
import { type RetryPlan, retryPlanOf, waitBefore } from "@/lib/graph/retry-plan";
import type { Answered, Question, Wire } from "@/lib/graph/wire";

/** More than any plan asks for; the plan of each error decides (retry-plan.ts). */
const mostTries = 10;

/**
 * Asks and, where the class of the error allows it, asks the very same again (RETRY of graph-api.md §5.2). Every other class comes back
 * at once: the collector acts on it. Nothing is thrown.
 */
export async function ask<T>(wire: Wire, log: ReadLog, question: Question<T>): Promise<Answered<T>> {
  let last: { error: GraphError; plan: RetryPlan } | null = null;
  let again = 0;
  const mayAskAgain = (result: unknown): boolean => {
    const answered = result as Answered<T>;
    if (answered.ok) return false;
    const plan = retryPlanOf(answered.error);
    last = plan && { error: answered.error, plan };
    return plan !== null && again < plan.again;
  };
  // The wait is ours, not the policy's, so that a test need not wait and a caller can end it.
  const policy = retry(handleWhenResult(mayAskAgain), {
    maxAttempts: mostTries,
    backoff: new ConstantBackoff(0),
  });
  const answered = await policy.execute(async () => {
    if (last !== null) {
      again += 1;
      const { error, plan } = last;
      const waitMs = waitBefore(again, plan, error, wire.random);
      const path = pathOf(wire, question.path);
      wire.note({ kind: "retry", path, class: error.class, attempt: again, waitMs });
      await wire.sleep(waitMs, question.signal);
      if (question.signal?.aborted) return { ok: false, error: stoppedByCaller } as const;
    }
    return askOnce(wire, log, question);
  });
  if (answered.ok) return answered;
  const afterwards = retryPlanOf(answered.error)?.afterwards ?? answered.error.class;
  return { ok: false, error: { ...answered.error, class: afterwards } };
}
