import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { isShown } from "@/lib/clients/shown-clients";
import type { StaffTx } from "@/lib/db/database";
import { todaysMonth } from "@/lib/today/read-portfolio";
import { addMonths, monthWindow } from "@/lib/values/calendar-month";

/** Work that waits, as the navigation counts it. */
export interface Waiting {
  /** Reports of the month that ended last which nobody has published yet. */
  readonly reports: number;
  readonly openAlerts: number;
}

/** Both counts in one statement; demo clients count only where there are no real ones (incident 22). */
export async function readWaiting(
  tx: StaffTx,
  { zone, now }: { readonly zone: string; readonly now: Temporal.Instant },
): Promise<Waiting> {
  const { since, until } = monthWindow(addMonths(todaysMonth(zone, now), -1));
  const [row] = await tx.execute<{ reports: number; alerts: number }>(sql`
    with shown as (
      select c.id from clients c
      where c.status = 'active' and ${isShown(sql`c.is_demo`)}
    )
    select
      (select count(*)::integer from shown s join ad_accounts a on a.client_id = s.id and a.collect_from <= ${until}::date
        where not exists (select from publications p where p.client_id = s.id and p.month = ${since}::date)) as reports,
      (select count(*)::integer from alerts a where a.state = 'open' and a.resolved_at is null
        and (a.client_id is null or a.client_id in (select id from shown))) as alerts`);
  return { reports: row?.reports ?? 0, openAlerts: row?.alerts ?? 0 };
}
