import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";

/**
 * Of every active client, how many of the account's last 35 due days have no row (grain: account-day). A day is due from 04:00
 * account-local of the next day (product.md, States).
 */
export async function readMissingDays(
  db: Database,
): Promise<readonly { readonly client: string; readonly days: number }[]> {
  return db.asSystem((tx) =>
    tx.execute<{ client: string; days: number }>(sql`
      select c.slug as client, count(d.day)::integer as days
      from clients c
      join ad_accounts a on a.client_id = c.id
      cross join lateral (select ((now() at time zone a.time_zone) - interval '28 hours')::date as newest) n
      left join lateral (
        select day::date from generate_series(greatest(a.collect_from, n.newest - 34), n.newest, interval '1 day') as day
        where not exists (select from daily_kpi_data k where k.ad_account_id = a.id and k.date = day::date)
      ) d on true
      where c.status = 'active'
      group by c.slug order by c.slug`),
  );
}
