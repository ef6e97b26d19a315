import type { PlannedRun } from "@/lib/collect/plan/plan";
import { recordCall, type SchedulerCall } from "@/lib/collect/run/scheduler-call";
import type { Database } from "@/lib/db/database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { logger } from "@/lib/ops/logger";
import { runMonitor } from "@/lib/ops/monitor/run-monitor";
import { makeDrafts } from "@/lib/publications/make-drafts";
import { systemClock } from "@/lib/values/clock";

const asWorker = (job: SchedulerCall["job"]): SchedulerCall => ({
  job,
  verb: "POST",
  caller: "worker",
  executionId: null,
});

/** Plans as a scheduler's call would and keeps that it happened: a worker is a scheduler of its own, and silence must be noticed (R13). */
export async function planFromWorker(db: Database, plan: () => Promise<PlannedRun | null>): Promise<void> {
  await recordCall(db, asWorker("daily-kpi-collection"), async () => {
    const planned = await plan();
    // The worker reads them later, from the queue: until then they remain.
    const open = planned?.accountIds.length ?? 0;
    return {
      run_id: planned?.runId ?? null,
      expected: open,
      done: 0,
      failed: 0,
      skipped: 0,
      remaining: open,
    };
  });
}

/** Makes the drafts of the month that is due as the schedule's call would, and keeps that it happened. What goes wrong is logged; the next call comes in a quarter of an hour. */
export async function draftFromWorker(db: Database): Promise<void> {
  try {
    await recordCall(db, asWorker("monthly-reports"), () => makeDrafts(db, systemClock()));
  } catch (error) {
    logger.error({ err: error }, "drafts_not_made");
  }
}

/** Calls the monitor as the second scheduler would. What goes wrong is logged; the next call comes in a quarter of an hour. */
export async function watchFromWorker(db: Database, isOver: () => boolean): Promise<void> {
  try {
    await recordCall(db, asWorker("monitor"), () =>
      runMonitor(db, channelsFromEnv(), { clock: systemClock, isOver }),
    );
  } catch (error) {
    logger.error({ err: error }, "monitor_failed");
  }
}
