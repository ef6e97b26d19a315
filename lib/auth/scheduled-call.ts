import { currentStaff } from "@/lib/auth/current-staff";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { answerCall, answerOrSay, answerProblem, callOf } from "@/lib/collect/run/answer-call";
import type { CallAnswer, SchedulerCall } from "@/lib/collect/run/scheduler-call";
import { hasSchedulerSecret } from "@/lib/ops/scheduler-secret";

/**
 * Answers a call of a scheduled job. The scheduler's own is a GET and needs the secret: a cookie opens nothing there. A POST is a call by hand:
 * with the secret, or by an admin from a page of ours.
 */
export async function answerScheduled(
  request: Request,
  job: SchedulerCall["job"],
  work: (call: SchedulerCall) => Promise<CallAnswer>,
): Promise<Response> {
  const isScheduler = hasSchedulerSecret(request.headers);
  if (request.method !== "POST") {
    if (!isScheduler) return answerProblem(401, "The scheduler's secret is missing or wrong.");
    return answerOrSay(async () => answerCall(await work(callOf(request, job, "GET", "scheduler"))));
  }
  return answerOrSay(async () => {
    const staff = isScheduler || !isSameOrigin(request.headers) ? null : await currentStaff();
    if (!isScheduler && !staff) return answerProblem(401, "Sign in, or send the scheduler's secret.");
    if (staff && staff.role !== "admin") return answerProblem(403, "Only an admin may do this.");
    return answerCall(await work(callOf(request, job, "POST", staff?.email ?? "secret")));
  });
}
