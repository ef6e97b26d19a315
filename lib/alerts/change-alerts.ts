import { inArray, type SQL, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { alertEvents, alerts } from "@/lib/db/schema/alerts";

/** What became of the alerts that were named. `changed + unchanged + foreign` are all of them that exist. */
export interface AlertChange {
  readonly changed: readonly number[];
  /** Are in that state already, or ended meanwhile: somebody or the data was quicker. */
  readonly unchanged: readonly number[];
  /** Of clients that this person may not change; an alert of the agency as a whole is an admin's. */
  readonly foreign: readonly number[];
  /** The events of this act, one for each that changed: by them it can be taken back (undo-change.ts). */
  readonly events: readonly number[];
}

/** One change by a person: the columns it sets, from which alerts, and what its event says. */
interface ChangeByStaff {
  readonly kind: "acknowledged" | "snoozed" | "woken";
  readonly set: {
    readonly state: "open" | "acknowledged" | "snoozed";
    readonly acknowledgedAt?: Date | null;
    readonly acknowledgedBy?: string | null;
    readonly snoozedUntil: Date | null;
    readonly snoozedUntilDelivery: boolean;
  };
  /** Which of the named alerts it can change. */
  readonly where: SQL;
  readonly detail?: Record<string, unknown>;
}

/**
 * Changes alerts by their numbers in one transaction, with an event each and one audit entry. Row security decides whose they are: a foreign
 * one is named, not an error, so that a bulk action over a whole list does what it may. Each event keeps how its alert stood before.
 */
export async function changeAlerts(
  db: Database,
  actor: Actor,
  ids: readonly number[],
  now: Temporal.Instant,
  change: ChangeByStaff,
): Promise<AlertChange> {
  if (ids.length === 0) return { changed: [], unchanged: [], foreign: [], events: [] };
  return db.asStaff(actor, async (tx) => {
    const named = await tx
      .select({ id: alerts.id, may: mayChangeIt })
      .from(alerts)
      .where(inArray(alerts.id, [...ids]))
      .orderBy(alerts.id);
    const own = named.filter(({ may }) => may).map(({ id }) => id);
    const before =
      own.length === 0
        ? []
        : await tx
            .select(standing)
            .from(alerts)
            .where(sql`${inArray(alerts.id, own)} and ${change.where}`)
            .orderBy(alerts.id)
            .for("update");
    const changed = before.map(({ id }) => id);
    let events: readonly number[] = [];
    if (changed.length > 0) {
      await tx.update(alerts).set(change.set).where(inArray(alerts.id, changed));
      const written = await tx
        .insert(alertEvents)
        .values(
          before.map(({ id, ...stood }) => ({
            alertId: id,
            kind: change.kind,
            at: new Date(now.epochMilliseconds),
            staffId: actor.staffId,
            actor: actor.name,
            detail: { ...change.detail, before: stood },
          })),
        )
        .returning({ id: alertEvents.id });
      events = written.map(({ id }) => id);
      await recordAudit(tx, actor, {
        action: `alert.${change.kind}`,
        subject: changed.join(" "),
        ...(change.detail ? { detail: change.detail } : {}),
      });
    }
    return {
      changed,
      unchanged: named.filter(({ id, may }) => may && !changed.includes(id)).map(({ id }) => id),
      foreign: named.filter(({ may }) => !may).map(({ id }) => id),
      events,
    };
  });
}

/** How an alert stands, under the names of its columns: what undo-change.ts puts back. */
const standing = {
  id: alerts.id,
  state: alerts.state,
  acknowledged_at: alerts.acknowledgedAt,
  acknowledged_by: alerts.acknowledgedBy,
  snoozed_until: alerts.snoozedUntil,
  snoozed_until_delivery: alerts.snoozedUntilDelivery,
};

const mayChangeIt = sql<boolean>`case when ${alerts.clientId} is null then app.is_admin() else app.may_change(${alerts.clientId}) end`;
