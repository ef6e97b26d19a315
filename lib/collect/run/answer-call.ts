import { type CallAnswer, type SchedulerCall, statusOf } from "@/lib/collect/run/scheduler-call";

const noStore = { "cache-control": "no-store" };

/** A scheduled route's answer with its status; never cached. */
export function answerCall(answer: CallAnswer): Response {
  return Response.json(answer, { status: statusOf(answer), headers: noStore });
}

/** A refusal in one sentence; never cached. */
export function answerProblem(status: 400 | 401 | 403, problem: string): Response {
  return Response.json({ error: problem }, { status, headers: noStore });
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
