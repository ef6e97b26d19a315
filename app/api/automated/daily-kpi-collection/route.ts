import { connection } from "next/server";
import { currentStaff } from "@/lib/auth/current-staff";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { answerCall, answerProblem, callOf } from "@/lib/collect/run/answer-call";
import { callLimits } from "@/lib/collect/run/call-limits";
import { collectByHand, mayCollect, readHandCall } from "@/lib/collect/run/hand-call";
import { collectDue, recordCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { hasSchedulerSecret } from "@/lib/ops/scheduler-secret";

export const maxDuration = 300;

/** The scheduler's hourly call: plans what is due and collects it. Only with the secret; a cookie opens nothing here. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  if (!hasSchedulerSecret(request.headers))
    return answerProblem(401, "The scheduler's secret is missing or wrong.");
  const collector = collectorFromEnv(portalDatabase());
  const call = callOf(request, "daily-kpi-collection", "GET", "scheduler");
  const by = { trigger: "cron", requestedBy: "scheduler" } as const;
  return answerCall(await recordCall(collector.db, call, () => collectDue(collector, callLimits(), by)));
}

/** A call by hand for clients and days: with the secret, or by an admin or the clients' manager from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  const db = portalDatabase();
  const isScheduler = hasSchedulerSecret(request.headers);
  const staff = isScheduler || !isSameOrigin(request.headers) ? null : await currentStaff();
  if (!isScheduler && !staff) return answerProblem(401, "Sign in, or send the scheduler's secret.");
  try {
    const selection = readHandCall(await request.text());
    if (staff && !(await mayCollect(db, staff.actor, selection))) {
      return answerProblem(403, "Only an admin or the manager of these clients may collect them again.");
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
