import { mayChange } from "@/lib/auth/may-change";
import type { Actor, StaffTx } from "@/lib/db/database";
import { type ReportClient, readReportClients } from "@/lib/facts/read-report-clients";
import { lockReport } from "@/lib/publications/lock-report";
import { storeDraft } from "@/lib/publications/store-publication";
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
  await storeDraft(tx, who.clientId, month);
  return { kind: "open", who, state: (await lockReport(tx, who.clientId, month)) ?? "draft" };
}
