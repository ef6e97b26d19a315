import { connection } from "next/server";
import { currentStaff } from "@/lib/auth/current-staff";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { answerScheduled } from "@/lib/auth/scheduled-call";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { answerCall, answerOrSay, answerProblem, callOf } from "@/lib/collect/run/answer-call";
import { callLimits } from "@/lib/collect/run/call-limits";
import { collectByHand, mayCollect, readHandCall } from "@/lib/collect/run/hand-call";
import { collectDue, recordCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { readBody } from "@/lib/ops/read-body";
import { hasSchedulerSecret } from "@/lib/ops/scheduler-secret";

export const maxDuration = 300;

/** Bytes: 500 clients and two days, with room. */
const largestBody = 64 * 1024;
const notTheirs = "Only an admin or the manager of these clients may collect them again.";

/** The scheduler's hourly call: plans what is due and collects it. Only with the secret; a cookie opens nothing here. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  return answerScheduled(request, "daily-kpi-collection", (call) => {
    const collector = collectorFromEnv(portalDatabase());
    const by = { trigger: "cron", requestedBy: "scheduler" } as const;
    return recordCall(collector.db, call, () => collectDue(collector, callLimits(), by));
  });
}

/** A call by hand for clients and days: with the secret, or by an admin or the clients' manager from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  return answerOrSay(() => collect(request));
}

async function collect(request: Request): Promise<Response> {
  const db = portalDatabase();
  const isScheduler = hasSchedulerSecret(request.headers);
  const staff = isScheduler || !isSameOrigin(request.headers) ? null : await currentStaff();
  if (!isScheduler && !staff) return answerProblem(401, "Sign in, or send the scheduler's secret.");
  // Whoever may collect nothing is told before a body is read.
  if (staff?.role === "viewer") return answerProblem(403, notTheirs);
  try {
    const body = await readBody(request, largestBody);
    if (body === null) return answerProblem(413, "The body is too large: at most 64 KiB.");
    const selection = readHandCall(body);
    if (staff && !(await mayCollect(db, staff.actor, selection))) {
      return answerProblem(403, notTheirs);
    }
    const caller = staff?.email ?? "secret";
    const collector = collectorFromEnv(db);
    const call = callOf(request, "daily-kpi-collection", "POST", caller);
    return answerCall(
      await recordCall(db, call, () => collectByHand(collector, selection, caller, callLimits())),
    );
  } catch (error) {
    if (error instanceof WrongSelection) return answerProblem(400, error.message);
    throw error;
  }
}
