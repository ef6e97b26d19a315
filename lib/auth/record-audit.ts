import type { Actor, StaffTx } from "@/lib/db/database";
import { auditLog } from "@/lib/db/schema/people";

export interface AuditEntry {
  /** Verb and noun with a dot, such as `report.publish`. */
  readonly action: string;
  /** What it was done to, such as `hotel-jantar 2026-10`. */
  readonly subject: string;
  readonly detail?: Record<string, unknown>;
}

/** Writes down who did what, in the transaction that does it: no act without its entry, no entry without its act. */
export async function recordAudit(tx: StaffTx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    staffId: actor.staffId,
    actor: actor.name,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail ?? {},
  });
}
