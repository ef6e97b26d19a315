import { ConstantBackoff, handleWhenResult, retry } from "cockatiel";
import { askOnce, pathOf } from "@/lib/graph/ask/ask-once";
import type { ReadLog } from "@/lib/graph/ask/read-log";
import { type RetryPlan, retryPlanOf, waitBefore } from "@/lib/graph/ask/retry-plan";
import { failure, stoppedByCaller } from "@/lib/graph/errors/failure";
import type { GraphError } from "@/lib/graph/errors/graph-error";
import type { Answered, Question, Wire } from "@/lib/graph/wire";

/** More than any plan asks for; the plan of each error decides (retry-plan.ts). */
const mostTries = 10;

type Refused = { readonly ok: false; readonly error: GraphError };

/**
 * Asks and, where the class of the error allows it, asks the very same again (RETRY of graph-api.md §5.2), never faster than Meta's usage
 * headers allow (§6.3) and never later than the caller can wait. Every other class comes back at once: the collector acts on it. Nothing
 * is thrown.
 */
export async function ask<T>(wire: Wire, log: ReadLog, question: Question<T>): Promise<Answered<T>> {
  let last: { error: GraphError; plan: RetryPlan } | null = null;
  let again = 0;
  const mayAskAgain = (result: unknown): boolean => {
    const answered = result as Answered<T>;
    if (answered.ok) return false;
    const plan = retryPlanOf(answered.error, question.quick);
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
      // A try that would end after the caller, as the one before took all its time, is no try.
      const needsMs = waitMs + (error.reason === "timeout" ? wire.readTimeoutMs : 0);
      if (needsMs > wire.msLeft()) return cutShort(error, waitMs);
      const path = pathOf(wire, question.path);
      wire.note({ kind: "retry", path, class: error.class, attempt: again, waitMs });
      const stopped = await pause(wire, question, waitMs);
      if (stopped) return stopped;
    }
    const refused = await keepPace(wire, question);
    if (refused) return refused;
    const endTurn = await wire.takeTurn(question.signal);
    if (!endTurn) return { ok: false, error: stoppedByCaller } as const;
    const answer = await askOnce(wire, log, question).finally(endTurn);
    wire.pacer.saw(question.accountId, log.usage, wire.clock());
    return answer;
  });
  if (answered.ok) return answered;
  const afterwards = retryPlanOf(answered.error, question.quick)?.afterwards ?? answered.error.class;
  return { ok: false, error: { ...answered.error, class: afterwards } };
}

/** Waits for the account's turn. An answer without a call when Meta said that it would refuse one, or when the turn comes too late. */
async function keepPace(wire: Wire, question: Question<unknown>): Promise<Refused | null> {
  const { waitMs, blockedMs } = wire.pacer.next(question.accountId, wire.clock());
  if (blockedMs > 0) {
    const error = failure("paced", "Meta's usage report says that the account is blocked for now.", null);
    return { ok: false, error: { ...error, retryAfterMs: blockedMs, retryStated: true } };
  }
  if (waitMs === 0) return null;
  if (waitMs > wire.msLeft())
    return cutShort(failure("paced", "The account's turn comes too late.", null), waitMs);
  wire.note({ kind: "pace", path: pathOf(wire, question.path), waitMs });
  return pause(wire, question, waitMs);
}

async function pause(wire: Wire, { signal }: Question<unknown>, waitMs: number): Promise<Refused | null> {
  await wire.sleep(waitMs, signal);
  return signal?.aborted ? { ok: false, error: stoppedByCaller } : null;
}

/** The same try is the caller's to make, later. */
function cutShort(error: GraphError, waitMs: number): Refused {
  return { ok: false, error: { ...error, class: "RETRY", retryAfterMs: waitMs, cutShort: true } };
}
