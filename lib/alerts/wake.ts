import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { type AlertChange, changeAlerts } from "@/lib/alerts/change-alerts";
import type { Actor, Database } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";

/** Opens alerts again that were put aside or taken care of. What was done by mistake is taken back by undo-change.ts. */
export async function wakeAlerts(
  db: Database,
  actor: Actor,
  ids: readonly number[],
  now: Temporal.Instant,
): Promise<AlertChange> {
  return changeAlerts(db, actor, ids, now, {
    kind: "woken",
    set: {
      state: "open",
      acknowledgedAt: null,
      acknowledgedBy: null,
      snoozedUntil: null,
      snoozedUntilDelivery: false,
    },
    where: sql`${alerts.state} in ('acknowledged', 'snoozed')`,
  });
}
