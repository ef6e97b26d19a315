import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { recordAudit } from "@/lib/auth/record-audit";
import type { Actor, Database } from "@/lib/db/database";
import { mailOver } from "@/lib/deliver/publication/mail-over";

/**
 * Puts messages that could not be delivered into the outbox again, once more each; those of clients that this person may not change stay as
 * they are, and mails whose report was taken back or replaced. Gives back how many. They go out with the next look of queue call, monitor or worker.
 */
export async function sendAgain(
  db: Database,
  actor: Actor,
  /** Which: by channel and recipient, as the alert `not_delivered` names them. */
  to: { readonly channel: string; readonly recipient: string },
  now: Temporal.Instant,
): Promise<number> {
  return db.asStaff(actor, async (tx) => {
    const rows = await tx.execute(sql`
      update deliveries set state = 'queued', next_try_at = ${now.toString()}::timestamptz
      where state = 'failed' and channel = ${to.channel} and recipient = ${to.recipient}
        and ${mailOver(sql`idempotency_key`)} is null
      returning idempotency_key`);
    if (rows.length > 0)
      await recordAudit(tx, actor, { action: "delivery.again", subject: `${to.channel} ${to.recipient}` });
    return rows.length;
  });
}
