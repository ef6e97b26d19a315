import { connection } from "next/server";
import { answerScheduled } from "@/lib/auth/scheduled-call";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { callLimits } from "@/lib/collect/run/call-limits";
import { type CallAnswer, drainDue, recordCall, type SchedulerCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { printDuePdfs } from "@/lib/deliver/pdf/print-due-pdfs";
import { afterCollection } from "@/lib/ops/monitor/after-collection";

export const maxDuration = 300;

/** The scheduler's call every five minutes: works off what waits in the queue, then checks, alerts, messages and PDFs that wait. Only with the secret. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  return answerScheduled(request, "drain-queue", drain);
}

/** The same by hand: with the secret, or by an admin from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  return answerScheduled(request, "drain-queue", drain);
}

async function drain(call: SchedulerCall): Promise<CallAnswer> {
  const collector = collectorFromEnv(portalDatabase());
  const limits = callLimits();
  const answer = await recordCall(collector.db, call, () => drainDue(collector, limits));
  await afterCollection(collector.db, "collection", limits);
  await printDuePdfs(collector.db, limits.isOver);
  return answer;
}
