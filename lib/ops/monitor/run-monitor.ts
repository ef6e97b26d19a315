import { readConcernedAccounts } from "@/lib/alerts/concerned-account";
import { type AlertSync, syncAlerts } from "@/lib/alerts/sync-alerts";
import { runChecks } from "@/lib/checks/run-checks";
import type { CallAnswer } from "@/lib/collect/run/scheduler-call";
import type { Database } from "@/lib/db/database";
import type { Channels } from "@/lib/deliver/channels";
import { type Sent, sendDue } from "@/lib/deliver/send-due";
import { type Backlog, readBacklog } from "@/lib/ops/backlog/read-backlog";
import { logger } from "@/lib/ops/logger";
import { Look } from "@/lib/ops/monitor/look";
import { watchCollection } from "@/lib/ops/monitor/watch-collection";
import { watchCalls, watchChecks, watchOutbox, watchQueue } from "@/lib/ops/monitor/watch-machinery";
import { watchPdfs } from "@/lib/ops/monitor/watch-pdfs";
import { watchStoredDays } from "@/lib/ops/monitor/watch-stored-days";
import type { Clock } from "@/lib/values/clock";

/** What the monitor saw, counted in accounts, with everything that it raised. */
export interface MonitorAnswer extends CallAnswer {
  readonly late: readonly { readonly slug: string; readonly since: string }[];
  readonly last_collection_call: string | null;
  readonly queue: Backlog;
  readonly checks: { readonly expected: number; readonly evaluated: number; readonly at: string | null };
  readonly alerts: AlertSync;
  readonly deliveries: Sent;
}

/**
 * The dead man's switch (R13): called by a second scheduler, it asks the tables, not the runs, whether every account of every pass that should
 * be over was read, whether somebody calls, works off, checks and is reached; makes the alerts say so and sends what waits. A part that fails
 * stops no other, and its alerts stay as they are; the call fails for it once all others are done. Safe to call twice, late or at once.
 *
 * @throws AggregateError naming the parts that failed.
 */
export async function runMonitor(
  db: Database,
  channels: Channels,
  { clock, isOver = () => false }: { readonly clock: Clock; readonly isOver?: () => boolean },
): Promise<MonitorAnswer> {
  const now = clock();
  const look = new Look(db);
  try {
    await runChecks(db, { now, trigger: "monitor", of: "read_since_or_old", isOver });
  } catch (error) {
    // Whoever was not evaluated is seen below.
    logger.error({ err: error }, "checks_not_run");
  }
  const queue = await look.at("backlog", () => readBacklog(db));
  const accounts = await look.at("accounts", () => db.asSystem(readConcernedAccounts));
  const calls = await look.in("calls", ["not_called"], (tx) => watchCalls(tx, now));
  if (queue) look.saw(["queue_stuck"], watchQueue(queue));
  const checks = await look.in("checks", ["checks_incomplete"], (tx) => watchChecks(tx, now));
  await look.in("outbox", ["not_delivered"], (tx) => watchOutbox(tx, now));
  const isCalled = calls?.isCalled ?? true;
  const collection =
    accounts &&
    (await look.in("collection", ["collection_incomplete"], (tx) =>
      watchCollection(tx, accounts, now, { isCalled }),
    ));
  if (accounts) {
    await look.in("stored_days", ["incomplete_data"], (tx) => watchStoredDays(tx, accounts, now));
  }
  await look.in("pdfs", ["pdf_missing"], (tx) => watchPdfs(tx, now));
  const alerts = await look.at("alerts", () => syncAlerts(db, { now, channels, monitored: look }));
  const deliveries = await look.at("deliveries", () => sendDue(db, channels, { clock, isOver }));
  if (!queue || !calls || !checks || !collection || !alerts || !deliveries || look.isBroken)
    throw look.failure();
  const { expected, done, late } = collection;
  return {
    ...{ run_id: null, expected, done, failed: late.length, skipped: 0, remaining: 0 },
    ...{ late, last_collection_call: calls.last, queue, checks: checks.counts },
    ...{ alerts, deliveries },
  };
}
