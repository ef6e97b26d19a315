import { and, asc, eq, isNull } from "drizzle-orm";
import { type Alert, alertOf } from "@/lib/alerts/alert";
import type { StaffTx } from "@/lib/db/database";
import { alerts } from "@/lib/db/schema/alerts";

/** Alerts that wait for somebody, oldest first; one statement. */
export async function readOpenAlerts(tx: StaffTx): Promise<Alert[]> {
  const rows = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.state, "open"), isNull(alerts.resolvedAt)))
    .orderBy(asc(alerts.openedAt), asc(alerts.id));
  return rows.map(alertOf);
}
