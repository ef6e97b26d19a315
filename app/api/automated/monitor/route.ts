import { connection } from "next/server";
import { answerScheduled } from "@/lib/auth/scheduled-call";
import { callLimits } from "@/lib/collect/run/call-limits";
import { type CallAnswer, recordCall, type SchedulerCall } from "@/lib/collect/run/scheduler-call";
import { portalDatabase } from "@/lib/db/portal-database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { runMonitor } from "@/lib/ops/monitor/run-monitor";
import { systemClock } from "@/lib/values/clock";

export const maxDuration = 300;

/** The second scheduler's call every quarter of an hour: what should have happened and did not. Only with the secret. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  return answerScheduled(request, "monitor", watch);
}

/** The same by hand: with the secret, or by an admin from a page of ours. */
export async function POST(request: Request): Promise<Response> {
  await connection();
  return answerScheduled(request, "monitor", watch);
}

function watch(call: SchedulerCall): Promise<CallAnswer> {
  const db = portalDatabase();
  const { isOver } = callLimits();
  return recordCall(db, call, () => runMonitor(db, channelsFromEnv(), { clock: systemClock, isOver }));
}
