import type { Temporal } from "temporal-polyfill";
import { endGapCondition } from "@/lib/collect/window/gaps";
import type { BulkTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";

/**
 * Closes the named gaps of days before `oldest`, which Meta keeps no more: nobody asks for them again, so that no good read will, and an alert that
 * nobody can end hides the next one. Such a day has no row and is never shown as fine (read-day.ts says that it is gone).
 */
export async function endGoneGaps(
  tx: BulkTx,
  accountId: string,
  oldest: CalendarDay,
  now: Temporal.Instant,
): Promise<void> {
  const closed = await tx`
    update collection_gaps set resolved_at = ${now.toString()}::timestamptz
    where ad_account_id = ${accountId} and resolved_at is null and date < ${oldest}`;
  if (closed.count > 0) await endGapCondition(tx, accountId, now);
}
