import { syncAlerts } from "@/lib/alerts/sync-alerts";
import { type CheckTrigger, runChecks } from "@/lib/checks/run-checks";
import type { Database } from "@/lib/db/database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { queueReminders } from "@/lib/deliver/reminder/queue-reminders";
import { sendDue } from "@/lib/deliver/send-due";
import { logger } from "@/lib/ops/logger";
import { makeDrafts } from "@/lib/publications/make-drafts";
import { type Clock, systemClock } from "@/lib/values/clock";

/**
 * What follows collecting (architecture.md §6.7): checks over the clients that were read since their last answer, alerts, the
 * drafts of the month that is due, staff's reminders of them, and the outbox. What
 * goes wrong here is logged and never fails the collection; the monitor does the same again, and raises what it finds undone. False when
 * something went wrong. The command line queues messages and leaves sending to the portal: on an engineer's machine a channel is often not
 * set up, and a message whose channel is missing is given up for good.
 */
export async function afterCollection(
  db: Database,
  trigger: CheckTrigger,
  { isOver, clock = systemClock }: { readonly isOver?: () => boolean; readonly clock?: Clock } = {},
): Promise<boolean> {
  try {
    await runChecks(db, { now: clock(), trigger, of: "read_since", ...(isOver ? { isOver } : {}) });
    // The schedule makes them too; a reminder asks for the draft, and must not wait for a second schedule that may have died.
    await makeDrafts(db, clock());
    await queueReminders(db, clock());
    const channels = channelsFromEnv();
    await syncAlerts(db, { now: clock(), channels, monitored: null });
    if (trigger !== "cli") await sendDue(db, channels, { clock, ...(isOver ? { isOver } : {}) });
    return true;
  } catch (error) {
    logger.error({ err: error }, "after_collection_failed");
    return false;
  }
}
