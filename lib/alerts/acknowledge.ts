import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { type AlertChange, changeAlerts } from "@/lib/alerts/change-alerts";
import type { Actor, Database } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";

/**
 * Says that somebody takes care: the alert leaves "needs you now" and sends no message again unless it gets graver. It ends when the data
 * says that it is over, not by this.
 */
export async function acknowledgeAlerts(
  db: Database,
  actor: Actor,
  ids: readonly number[],
  now: Temporal.Instant,
): Promise<AlertChange> {
  return changeAlerts(db, actor, ids, now, {
    kind: "acknowledged",
    set: {
      state: "acknowledged",
      acknowledgedAt: new Date(now.epochMilliseconds),
      acknowledgedBy: actor.staffId,
      snoozedUntil: null,
      snoozedUntilDelivery: false,
    },
    where: sql`${alerts.state} in ('open', 'snoozed')`,
  });
}
