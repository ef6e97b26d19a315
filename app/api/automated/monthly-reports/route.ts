import { connection } from "next/server";
import { Temporal } from "temporal-polyfill";
import { answerScheduled } from "@/lib/auth/scheduled-call";
import { type CallAnswer, recordCall, type SchedulerCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { makeDrafts } from "@/lib/publications/make-drafts";

export const maxDuration = 300;

/** The scheduler's hourly call: drafts of the month that is due, once. Only with the secret; a cookie opens nothing here. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  return answerScheduled(request, "monthly-reports", draft);
}

/** The same by hand: with the secret, or by an admin from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  return answerScheduled(request, "monthly-reports", draft);
}

function draft(call: SchedulerCall): Promise<CallAnswer> {
  const db = portalDatabase();
  return recordCall(db, call, () => makeDrafts(db, Temporal.Now.instant()));
}
