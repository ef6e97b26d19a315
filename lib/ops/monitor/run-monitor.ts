import { readConcernedAccounts } from "@/lib/alerts/concerned-account";
import { type AlertSync, syncAlerts } from "@/lib/alerts/sync-alerts";
import { runChecks } from "@/lib/checks/run-checks";
import type { CallAnswer } from "@/lib/collect/run/scheduler-call";
import type { Database } from "@/lib/db/database";
import type { Channels } from "@/lib/deliver/channels";
import { type Sent, sendDue } from "@/lib/deliver/send-due";
import { type Backlog, readBacklog } from "@/lib/ops/backlog/read-backlog";
import { logger } from "@/lib/ops/logger";
import { watchCollection } from "@/lib/ops/monitor/watch-collection";
import { watchMachinery } from "@/lib/ops/monitor/watch-machinery";
import { watchPdfs } from "@/lib/ops/monitor/watch-pdfs";
import { watchStoredDays } from "@/lib/ops/monitor/watch-stored-days";
import type { Clock } from "@/lib/values/clock";

/** What the monitor saw, counted in accounts, with everything that it raised. */
export interface MonitorAnswer extends CallAnswer {
  readonly late: readonly { readonly slug: string; readonly since: string }[];
  readonly last_collection_call: string | null;
  readonly queue: Backlog | null;
  readonly checks: { readonly expected: number; readonly evaluated: number; readonly at: string | null };
  readonly alerts: AlertSync;
  readonly deliveries: Sent;
}

/**
 * The dead man's switch (R13): called by a second scheduler, it asks the tables, not the runs, whether every account of every pass that should
 * be over was read, whether somebody calls, works off, checks and is reached; makes the alerts say so and sends what waits. A part that fails
 * is logged and stops no other. Safe to call twice, late or at once.
 */
export async function runMonitor(
  db: Database,
  channels: Channels,
  { clock, isOver = () => false }: { readonly clock: Clock; readonly isOver?: () => boolean },
): Promise<MonitorAnswer> {
  const now = clock();
  await quietly("checks_not_run", () =>
    runChecks(db, { now, trigger: "monitor", of: "read_since_or_old", isOver }),
  );
  const queue = (await quietly("backlog_not_read", () => readBacklog(db))) ?? null;
  const { collection, machinery, stored, pdfs } = await db.asSystem(async (tx) => {
    const accounts = await readConcernedAccounts(tx);
    const machinery = await watchMachinery(tx, queue, now);
    return {
      machinery,
      collection: await watchCollection(tx, accounts, now, machinery),
      stored: await watchStoredDays(tx, accounts, now),
      pdfs: await watchPdfs(tx, now),
    };
  });
  const monitored = [...machinery.wanted, ...collection.wanted, ...stored, ...pdfs];
  const alerts = await syncAlerts(db, { now, channels, monitored });
  const deliveries = await sendDue(db, channels, { clock, isOver });
  const { expected, done, late } = collection;
  return {
    ...{ run_id: null, expected, done, failed: late.length, skipped: 0, remaining: 0 },
    ...{
      late,
      last_collection_call: machinery.lastCall,
      queue,
      checks: machinery.checks,
      alerts,
      deliveries,
    },
  };
}

async function quietly<T>(event: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    logger.error({ err: error }, event);
    return undefined;
  }
}
