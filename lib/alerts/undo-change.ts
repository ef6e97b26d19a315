import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { alertEvents } from "@/lib/db/schema/alerts";

/** What was taken back. */
export interface UndoneChange {
  /** Alerts that stand as they stood before the act. */
  readonly restored: readonly number[];
  /** All of them are open. */
  readonly open: boolean;
}

/**
 * Takes back what a person just did to alerts, by the events of that act: each stands as it stood before, with whoever had taken care of it and
 * until when it was put aside. An alert that somebody or the data has touched since stays as it is, and only one's own acts are taken back.
 */
export async function undoAlertChange(
  db: Database,
  actor: Actor,
  events: readonly number[],
  now: Temporal.Instant,
): Promise<UndoneChange> {
  if (events.length === 0) return { restored: [], open: true };
  const named = sql`any(${sql.param(`{${events.join(",")}}`)}::integer[])`;
  return db.asStaff(actor, async (tx) => {
    // Locked before it is read: an act of another person that is under way is seen below, or waits.
    await tx.execute(
      sql`select id from alerts where id in (select alert_id from alert_events where id = ${named}) order by id for update`,
    );
    const undone = await tx.execute<{ id: number; state: "open" | "acknowledged" | "snoozed" }>(sql`
      update alerts a set state = b.state, acknowledged_at = b.acknowledged_at, acknowledged_by = b.acknowledged_by,
        snoozed_until = b.snoozed_until, snoozed_until_delivery = b.snoozed_until_delivery
      from alert_events e, jsonb_to_record(e.detail -> 'before') as b (
        state text, acknowledged_at timestamptz, acknowledged_by uuid, snoozed_until timestamptz, snoozed_until_delivery boolean)
      where a.id = e.alert_id and e.id = ${named} and e.staff_id = ${actor.staffId} and b.state is not null
        and a.state = case e.kind when 'woken' then 'open' else e.kind end
        and not exists (select from alert_events l where l.alert_id = e.alert_id and l.id > e.id
          and (l.kind in ('opened', 'acknowledged', 'snoozed', 'woken', 'resolved') or l.detail ->> 'undone' = 'true'))
      returning a.id, a.state`);
    const restored = undone.map(({ id }) => id).sort((a, b) => a - b);
    if (restored.length > 0) {
      await tx.insert(alertEvents).values(
        undone.map(({ id, state }) => ({
          alertId: id,
          kind: state === "open" ? "woken" : "changed",
          at: new Date(now.epochMilliseconds),
          staffId: actor.staffId,
          actor: actor.name,
          detail: { undone: true },
        })),
      );
      await recordAudit(tx, actor, { action: "alert.undone", subject: restored.join(" ") });
    }
    return { restored, open: undone.every(({ state }) => state === "open") };
  });
}
