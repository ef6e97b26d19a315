import { connection } from "next/server";
import { currentStaff } from "@/lib/auth/current-staff";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { answerCall, answerOrSay, answerProblem, callOf } from "@/lib/collect/run/answer-call";
import { callLimits } from "@/lib/collect/run/call-limits";
import { drainDue, recordCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { printDuePdfs } from "@/lib/deliver/pdf/print-due-pdfs";
import { afterCollection } from "@/lib/ops/monitor/after-collection";
import { hasSchedulerSecret } from "@/lib/ops/scheduler-secret";

export const maxDuration = 300;

/** The scheduler's call every five minutes: works off what waits in the queue, then checks, alerts, messages and PDFs that wait. Only with the secret. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  if (!hasSchedulerSecret(request.headers))
    return answerProblem(401, "The scheduler's secret is missing or wrong.");
  return answerOrSay(() => drain(request, "GET", "scheduler"));
}

/** The same by hand: with the secret, or by an admin from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  return answerOrSay(async () => {
    const isScheduler = hasSchedulerSecret(request.headers);
    const staff = isScheduler || !isSameOrigin(request.headers) ? null : await currentStaff();
    if (!isScheduler && !staff) return answerProblem(401, "Sign in, or send the scheduler's secret.");
    if (staff && staff.role !== "admin") return answerProblem(403, "Only an admin may do this.");
    return drain(request, "POST", staff?.email ?? "secret");
  });
}

async function drain(request: Request, verb: "GET" | "POST", caller: string): Promise<Response> {
  const collector = collectorFromEnv(portalDatabase());
  const call = callOf(request, "drain-queue", verb, caller);
  const limits = callLimits();
  const answer = await recordCall(collector.db, call, () => drainDue(collector, limits));
  await afterCollection(collector.db, "collection", limits);
  await printDuePdfs(collector.db, limits.isOver);
  return answerCall(answer);
}
