import { connection } from "next/server";
import { Temporal } from "temporal-polyfill";
import { currentStaff } from "@/lib/auth/current-staff";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { answerCall, answerOrSay, answerProblem, callOf } from "@/lib/collect/run/answer-call";
import { recordCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { hasSchedulerSecret } from "@/lib/ops/scheduler-secret";
import { makeDrafts } from "@/lib/publications/make-drafts";

export const maxDuration = 300;

/** The scheduler's hourly call: drafts of the month that is due, once. Only with the secret; a cookie opens nothing here. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  if (!hasSchedulerSecret(request.headers))
    return answerProblem(401, "The scheduler's secret is missing or wrong.");
  return answerOrSay(() => draft(request, "GET", "scheduler"));
}

/** The same by hand: with the secret, or by an admin from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  return answerOrSay(async () => {
    const isScheduler = hasSchedulerSecret(request.headers);
    const staff = isScheduler || !isSameOrigin(request.headers) ? null : await currentStaff();
    if (!isScheduler && !staff) return answerProblem(401, "Sign in, or send the scheduler's secret.");
    if (staff && staff.role !== "admin") return answerProblem(403, "Only an admin may do this.");
    return draft(request, "POST", staff?.email ?? "secret");
  });
}

async function draft(request: Request, verb: "GET" | "POST", caller: string): Promise<Response> {
  const db = portalDatabase();
  const call = callOf(request, "monthly-reports", verb, caller);
  return answerCall(await recordCall(db, call, () => makeDrafts(db, Temporal.Now.instant())));
}
