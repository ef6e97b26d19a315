import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { newestDueDaySql } from "@/lib/facts/newest-due-day";

/**
 * Of every active client, how many of the account's last 35 days are incomplete (grain: account-day): due without a row, or with one although
 * campaigns that it says it matches are not stored, as the alert of the same name means it (watch-stored-days.ts). The 35 end with the
 * newest day that is due on the account's clocks (product.md, States).
 */
export async function readIncompleteDays(
  db: Database,
  now: Temporal.Instant,
): Promise<readonly { readonly client: string; readonly days: number }[]> {
  return db.asSystem((tx) =>
    tx.execute<{ client: string; days: number }>(sql`
      select c.slug as client, count(d.day)::integer as days
      from clients c
      join ad_accounts a on a.client_id = c.id
      cross join lateral (select ${newestDueDaySql(sql`a.time_zone`, sql`${now.toString()}::timestamptz`)} as newest) n
      left join lateral (
        select day::date from generate_series(greatest(a.collect_from, n.newest - 34), n.newest, interval '1 day') as day
        where not exists (select from daily_kpi_data k where k.ad_account_id = a.id and k.date = day::date)
        union
        select k.date from daily_kpi_data k
        where k.ad_account_id = a.id and k.date between n.newest - 34 and n.newest and k.total_spend > 0 and k.reconciled
          and not exists (select from campaign_daily_kpi_data p where p.ad_account_id = a.id and p.date = k.date)
        union
        select p.date from campaign_daily_kpi_data p
        where p.ad_account_id = a.id and p.date between n.newest - 34 and n.newest
          and not exists (select from daily_kpi_data k where k.ad_account_id = a.id and k.date = p.date)
      ) d on true
      where c.status = 'active'
      group by c.slug order by c.slug`),
  );
}
