import { connection } from "next/server";
import { currentStaff } from "@/lib/auth/current-staff";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { answerCall, answerOrSay, answerProblem, callOf } from "@/lib/collect/run/answer-call";
import { callLimits } from "@/lib/collect/run/call-limits";
import { recordCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { runMonitor } from "@/lib/ops/monitor/run-monitor";
import { hasSchedulerSecret } from "@/lib/ops/scheduler-secret";
import { systemClock } from "@/lib/values/clock";

export const maxDuration = 300;

/** The second scheduler's call every quarter of an hour: what should have happened and did not. Only with the secret. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  if (!hasSchedulerSecret(request.headers))
    return answerProblem(401, "The scheduler's secret is missing or wrong.");
  return answerOrSay(() => watch(request, "GET", "scheduler"));
}

/** The same by hand: with the secret, or by an admin from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  return answerOrSay(async () => {
    const isScheduler = hasSchedulerSecret(request.headers);
    const staff = isScheduler || !isSameOrigin(request.headers) ? null : await currentStaff();
    if (!isScheduler && !staff) return answerProblem(401, "Sign in, or send the scheduler's secret.");
    if (staff && staff.role !== "admin") return answerProblem(403, "Only an admin may do this.");
    return watch(request, "POST", staff?.email ?? "secret");
  });
}

async function watch(request: Request, verb: "GET" | "POST", caller: string): Promise<Response> {
  const db = portalDatabase();
  const call = callOf(request, "monitor", verb, caller);
  const { isOver } = callLimits();
  return answerCall(
    await recordCall(db, call, () => runMonitor(db, channelsFromEnv(), { clock: systemClock, isOver })),
  );
}
