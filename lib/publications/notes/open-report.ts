import { and, eq } from "drizzle-orm";
import { mayChange } from "@/lib/auth/may-change";
import type { Actor, StaffTx } from "@/lib/db/database";
import { reports } from "@/lib/db/schema/publications";
import { type ReportClient, readReportClients } from "@/lib/facts/read-report-clients";
import type { CalendarMonth } from "@/lib/values/calendar-month";

export type Refusal = { readonly kind: "refused"; readonly why: "unknown_client" | "not_allowed" };

/**
 * The report's row, made where there is none, and locked: two who write at once come one after the other. Asked as the person, who must be
 * allowed to change the client.
 */
export async function openReport(
  tx: StaffTx,
  actor: Actor,
  slug: string,
  month: CalendarMonth,
): Promise<{ readonly kind: "open"; readonly who: ReportClient; readonly state: string } | Refusal> {
  const [who] = await readReportClients(tx, slug);
  if (!who) return { kind: "refused", why: "unknown_client" };
  if (!mayChange(actor, who)) return { kind: "refused", why: "not_allowed" };
  const key = { clientId: who.clientId, month: `${month}-01` };
  await tx.insert(reports).values(key).onConflictDoNothing();
  const [row] = await tx
    .select({ state: reports.state })
    .from(reports)
    .where(and(eq(reports.clientId, key.clientId), eq(reports.month, key.month)))
    .for("update");
  return { kind: "open", who, state: row?.state ?? "draft" };
}
