import { SignInUnreachable } from "@/lib/auth/session/open-supabase";
import { type CallAnswer, type SchedulerCall, statusOf } from "@/lib/collect/run/scheduler-call";
import { isUnreachable } from "@/lib/db/is-unreachable";
import { logger } from "@/lib/ops/logger";

const noStore = { "cache-control": "no-store" };

/** A scheduled route's answer with its status; never cached. */
export function answerCall(answer: CallAnswer): Response {
  return Response.json(answer, { status: statusOf(answer), headers: noStore });
}

/** A refusal in one sentence; never cached. */
export function answerProblem(status: 400 | 401 | 403 | 413 | 500 | 503, problem: string): Response {
  return Response.json({ error: problem }, { status, headers: noStore });
}

/**
 * Does a call's work and answers it. A fault is logged and said in one sentence, so that the scheduler's history has more than a status: 503
 * where the database or the sign-in service could not be asked.
 */
export async function answerOrSay(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    // Next speaks through thrown values too.
    if (error instanceof Error && "digest" in error) throw error;
    logger.error({ err: error }, "scheduled_call_failed");
    return isUnreachable(error) || error instanceof SignInUnreachable
      ? answerProblem(503, "The portal's database or its sign-in service does not answer. Call again later.")
      : answerProblem(500, "The call failed; the portal's log says why. It is safe to call again.");
  }
}

/** What is kept of a call; the platform's id of it names it in the platform's own logs. */
export function callOf(
  request: Request,
  job: SchedulerCall["job"],
  verb: SchedulerCall["verb"],
  caller: string,
): SchedulerCall {
  return { job, verb, caller, executionId: request.headers.get("x-vercel-id") };
}
