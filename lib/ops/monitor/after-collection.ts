import { sql } from "drizzle-orm";
import { syncAlerts } from "@/lib/alerts/sync-alerts";
import { type CheckTrigger, runChecks } from "@/lib/checks/run-checks";
import type { Database } from "@/lib/db/database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { queueReminders } from "@/lib/deliver/reminder/queue-reminders";
import { sendDue } from "@/lib/deliver/send-due";
import { logger } from "@/lib/ops/logger";
import { type Clock, systemClock } from "@/lib/values/clock";

/**
 * What follows collecting (architecture.md §6.7): checks over the clients that were read since their last answer, alerts, staff's reminders, and the outbox. What
 * goes wrong here is logged and never fails the collection; the monitor does the same again, and raises what it finds undone.
 */
export async function afterCollection(
  db: Database,
  trigger: CheckTrigger,
  { isOver, clock = systemClock }: { readonly isOver?: () => boolean; readonly clock?: Clock } = {},
): Promise<void> {
  try {
    const clients = await readChanged(db);
    if (clients.length > 0) await runChecks(db, { now: clock(), trigger, clients });
    await queueReminders(db, clock());
    const channels = channelsFromEnv();
    await syncAlerts(db, { now: clock(), channels, monitored: null });
    await sendDue(db, channels, { clock, ...(isOver ? { isOver } : {}) });
  } catch (error) {
    logger.error({ err: error }, "after_collection_failed");
  }
}

/** Ids of active clients with an attempt, good or not, that ended after their checks were last answered. */
async function readChanged(db: Database): Promise<string[]> {
  const rows = await db.asSystem((tx) =>
    tx.execute<{ id: string }>(sql`
      select c.id from clients c join ad_accounts a on a.client_id = c.id left join check_outcomes o on o.client_id = c.id
      where c.status = 'active' and exists (select from collection_attempts t
        where t.ad_account_id = a.id and t.finished_at > coalesce(o.evaluated_at, '-infinity'))`),
  );
  return rows.map(({ id }) => id);
}
