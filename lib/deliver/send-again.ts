import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database, StaffTx } from "@/lib/db/database";
import { type NotOwed, notOwed } from "@/lib/deliver/undelivered";

export type AgainOutcome =
  | { readonly kind: "again" }
  /** It waits or was sent: somebody was quicker. */
  | { readonly kind: "already" }
  | { readonly kind: "refused"; readonly why: "unknown" | "not_allowed" | NotOwed };

/**
 * Puts a message that could not be delivered into the outbox again, for one more try; it keeps its id, so that a mail program that got it twice
 * shows it once. An admin's, or the client's manager's. It goes out with the next look of queue call, monitor or worker.
 */
export async function sendAgain(
  db: Database,
  actor: Actor,
  /** `deliveries.id`. */
  id: string,
  now: Temporal.Instant,
): Promise<AgainOutcome> {
  return db.asStaff(actor, async (tx): Promise<AgainOutcome> => {
    const message = await readMessage(tx, id);
    if (!message) return { kind: "refused", why: "unknown" };
    if (!message.may) return { kind: "refused", why: "not_allowed" };
    if (message.not_owed !== null) return { kind: "refused", why: message.not_owed };
    const rows = await tx.execute(sql`
      update deliveries set state = 'queued', next_try_at = ${now.toString()}::timestamptz where id = ${id}::uuid and state = 'failed'
      returning id`);
    if (rows.length === 0) return { kind: "already" };
    const { channel, recipient, kind } = message;
    await recordAudit(tx, actor, {
      ...{ action: "delivery.again", subject: `${channel} ${recipient}`, detail: { id, kind } },
    });
    return { kind: "again" };
  });
}

interface Message extends Record<string, unknown> {
  channel: string;
  recipient: string;
  kind: string;
  may: boolean;
  not_owed: NotOwed | null;
}

async function readMessage(tx: StaffTx, id: string): Promise<Message | undefined> {
  const [row] = await tx.execute<Message>(sql`
    select d.channel, d.recipient, d.kind, ${notOwed} as not_owed,
      case when d.client_id is null then app.is_admin() else app.may_change(d.client_id) end as may
    from deliveries d where d.id = ${id}::uuid`);
  return row;
}
