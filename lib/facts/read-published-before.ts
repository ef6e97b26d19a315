import { sql } from "drizzle-orm";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import type { ReportClient } from "@/lib/facts/read-report-clients";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/**
 * Months of these clients that were published and end before the first day that is collected now: whoever moved that day must still be
 * able to correct or withdraw them (incident 33). One statement.
 */
export async function readPublishedBefore(
  tx: StaffTx | SystemTx,
  clients: readonly Pick<ReportClient, "clientId">[],
): Promise<CalendarMonth[]> {
  const ids = JSON.stringify(clients.map(({ clientId }) => clientId));
  const rows = await tx.execute<{ month: CalendarMonth }>(sql`
    select distinct to_char(p.month, 'YYYY-MM') as month
    from publications p join ad_accounts a on a.client_id = p.client_id
    where p.client_id in (select value::uuid from jsonb_array_elements_text(${ids}::text::jsonb))
      and p.month < date_trunc('month', a.collect_from)`);
  return rows.map(({ month }) => month);
}
