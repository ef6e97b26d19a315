import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import { newestDueDaySql } from "@/lib/facts/newest-due-day";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { instantOf } from "@/lib/values/instant";

/** An active client with its ad account, as the day grid and the freshness table need it. */
export interface GridClient {
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly isDemo: boolean;
  readonly managerId: string | null;
  /** null for a client that has none yet: it stays in every list (incident 33). */
  readonly account: {
    readonly id: string;
    readonly zone: string;
    readonly currency: string;
    readonly collectFrom: CalendarDay;
    readonly connectionId: string | null;
    readonly access: "ok" | "no_access";
    /** Why collection waits for a person; null while it does not. */
    readonly stopped: string | null;
    readonly lastGoodAt: Temporal.Instant | null;
    /** Due days of the last 13 months, from the account's first on, and how many of them are stored. */
    readonly expected: number;
    readonly stored: number;
  } | null;
  /** The way into Meta; null where the environment's token is used. */
  readonly connection: {
    readonly name: string;
    readonly state: "ok" | "broken" | "needs_confirmation";
    readonly expiresAt: Temporal.Instant | null;
    readonly checked: boolean;
  } | null;
}

interface Row extends Record<string, unknown> {
  client_id: string;
  slug: string;
  name: string;
  is_demo: boolean;
  manager_id: string | null;
  account_id: string | null;
  time_zone: string;
  currency: string;
  collect_from: CalendarDay;
  access: "ok" | "no_access";
  stopped_reason: string | null;
  connection_id: string | null;
  connection_name: string | null;
  state: "ok" | "broken" | "needs_confirmation";
  expires_at: string | null;
  checked: boolean;
  last_good: string | null;
  expected: number;
  stored: number;
}

/**
 * Every active client by name (grain: client); one statement. The 13 months end with the newest day that is due on the account's clocks.
 *
 * Stored days are counted over all accounts at once, in one range of the index that begins with the date, and what lies outside of an account's
 * own 13 months is taken off again: counted account by account, every account goes down the other index by itself, deeper with every year.
 */
export async function readGridClients(tx: StaffTx, now: Temporal.Instant): Promise<GridClient[]> {
  const rows = await tx.execute<Row>(sql`
    with listed as materialized (
      select c.id as client_id, c.slug, c.name, c.is_demo, c.manager_id, a.id as account_id, a.time_zone, a.currency, a.collect_from, a.access,
        a.stopped_reason, a.connection_id, newest, greatest(a.collect_from, (newest - interval '13 months')::date + 1) as first
      from clients c
      left join ad_accounts a on a.client_id = c.id
      left join lateral (select ${newestDueDaySql(sql`a.time_zone`, sql`${now.toString()}::timestamptz`)} as newest) d on true
      where c.status = 'active'
    ), reach as materialized (
      select min(first) as first, max(newest) as newest from listed
    ), held as materialized (
      select ad_account_id, count(*)::integer as days from daily_kpi_data
      where date between (select first from reach) and (select newest from reach)
      group by ad_account_id
    )
    select l.client_id, l.slug, l.name, l.is_demo, l.manager_id, l.account_id, l.time_zone, l.currency, l.collect_from::text, l.access, l.stopped_reason,
      n.id as connection_id, n.name as connection_name, n.state, n.expires_at::text, n.last_check_at is not null as checked,
      (select finished_at::text from collection_attempts t where t.ad_account_id = l.account_id and t.state = 'ok'
        order by t.finished_at desc limit 1) as last_good,
      greatest(0, l.newest - l.first + 1) as expected,
      greatest(0, coalesce(held.days, 0)
        - case when l.first > reach.first then (select count(*)::integer from daily_kpi_data k
            where k.ad_account_id = l.account_id and k.date >= reach.first and k.date < l.first) else 0 end
        - case when l.newest < reach.newest then (select count(*)::integer from daily_kpi_data k
            where k.ad_account_id = l.account_id and k.date > l.newest and k.date <= reach.newest) else 0 end
      ) as stored
    from listed l
    cross join reach
    left join connections n on n.id = l.connection_id
    left join held on held.ad_account_id = l.account_id
    order by l.name, l.slug`);
  return rows.map((row) => ({
    clientId: row.client_id,
    slug: row.slug,
    name: row.name,
    isDemo: row.is_demo,
    managerId: row.manager_id,
    account:
      row.account_id === null
        ? null
        : {
            id: row.account_id,
            zone: row.time_zone,
            currency: row.currency,
            collectFrom: row.collect_from,
            connectionId: row.connection_id,
            access: row.access,
            stopped: row.stopped_reason,
            lastGoodAt: instantOf(row.last_good),
            expected: row.expected,
            stored: row.stored,
          },
    connection:
      row.connection_name === null
        ? null
        : {
            name: row.connection_name,
            state: row.state,
            expiresAt: instantOf(row.expires_at),
            checked: row.checked,
          },
  }));
}
