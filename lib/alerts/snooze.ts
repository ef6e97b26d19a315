import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { type AlertChange, changeAlerts } from "@/lib/alerts/change-alerts";
import type { Actor, Database } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";

/**
 * Puts alerts aside until an instant, or until a day after this one on which the client's ads cost money ("until the season starts"). The next
 * look at the data after that opens them again (sync-alerts.ts). An alert without a client has no delivery to wait for and stays unchanged
 * then. An instant that is not in the future is a RangeError.
 */
export async function snoozeAlerts(
  db: Database,
  actor: Actor,
  ids: readonly number[],
  until: Temporal.Instant | "delivery",
  now: Temporal.Instant,
): Promise<AlertChange> {
  const isUntilDelivery = until === "delivery";
  if (!isUntilDelivery && Temporal.Instant.compare(until, now) <= 0)
    throw new RangeError(`An alert can be snoozed until a time to come, not until ${until}.`);
  return changeAlerts(db, actor, ids, now, {
    kind: "snoozed",
    set: {
      state: "snoozed",
      snoozedUntil: isUntilDelivery ? null : new Date(until.epochMilliseconds),
      snoozedUntilDelivery: isUntilDelivery,
    },
    where: isUntilDelivery
      ? sql`${alerts.state} <> 'resolved' and not ${alerts.snoozedUntilDelivery} and ${alerts.clientId} is not null`
      : sql`${alerts.state} <> 'resolved'`,
    detail: { until: isUntilDelivery ? "delivery" : until.toString() },
  });
}
