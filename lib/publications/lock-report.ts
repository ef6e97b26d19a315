import { and, eq } from "drizzle-orm";
import type { StaffTx } from "@/lib/db/database";
import { reports } from "@/lib/db/schema/publications";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/**
 * Locks the row of a client's month until the transaction ends: words, lines, withdrawals and versions come one after the other. Its state; null
 * where there is no row, and nothing to come after.
 */
export async function lockReport(
  tx: StaffTx,
  clientId: string,
  month: CalendarMonth,
): Promise<string | null> {
  const [row] = await tx
    .select({ state: reports.state })
    .from(reports)
    .where(and(eq(reports.clientId, clientId), eq(reports.month, `${month}-01`)))
    .for("update");
  return row?.state ?? null;
}
