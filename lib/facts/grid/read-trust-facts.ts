import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { instantOf } from "@/lib/values/instant";
import type { Window } from "@/lib/values/window";

/** What the figures of one client's row of "freshness and trust" have in common. */
export interface TrustAccount {
  readonly accountId: string;
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  /** First day that is collected, in the account's own zone. */
  readonly collectFrom: CalendarDay;
  readonly mapping: number | null;
  /** The newest attempt that Meta answered in full, with the days it asked for; null while there is none. */
  readonly read: (Window & { readonly at: Temporal.Instant; readonly runId: string }) | null;
  /** When Meta last said what it knows of the connection's token; null where it never did, or there is no connection. */
  readonly tokenReadAt: Temporal.Instant | null;
}

interface Row extends Record<string, unknown> {
  account_id: string;
  name: string;
  currency: string;
  zone: string;
  collect_from: CalendarDay;
  mapping: number | null;
  token_read_at: string | null;
  read_at: string | null;
  run_id: string;
  since: CalendarDay;
  until: CalendarDay;
}

/** The facts behind one client's row, or null where there is no such client with an ad account (grain: client). One statement. */
export async function readTrustAccount(tx: StaffTx, slug: string): Promise<TrustAccount | null> {
  const [row] = await tx.execute<Row>(sql`
    select a.id as account_id, c.name, a.currency, a.time_zone as zone, a.collect_from::text, n.token_checked_at::text as token_read_at,
      (select max(version) from kpi_mappings m where m.client_id = c.id) as mapping,
      t.finished_at::text as read_at, t.run_id, t.since::text, t.until::text
    from clients c join ad_accounts a on a.client_id = c.id left join connections n on n.id = a.connection_id
    left join lateral (select finished_at, run_id, since, until from collection_attempts t
      where t.ad_account_id = a.id and t.state = 'ok' order by finished_at desc limit 1) t on true
    where c.slug = ${slug}`);
  if (!row) return null;
  return {
    accountId: row.account_id,
    name: row.name,
    currency: row.currency,
    zone: row.zone,
    collectFrom: row.collect_from,
    mapping: row.mapping,
    read:
      row.read_at === null
        ? null
        : {
            ...{ since: row.since, until: row.until, runId: row.run_id },
            at: Temporal.Instant.from(row.read_at),
          },
    tokenReadAt: instantOf(row.token_read_at),
  };
}

/** What is known of an account's stored days of a window. */
export interface WindowFacts {
  /** Attribution settings that Meta named with its campaign rows. */
  readonly attribution: readonly string[];
  /** When one of the days last changed; null while none is stored. */
  readonly changedAt: Temporal.Instant | null;
}

/** The stored days of one account's window (grain: account). One statement. */
export async function readWindowFacts(
  tx: StaffTx,
  accountId: string,
  { since, until }: Window,
): Promise<WindowFacts> {
  const [row] = await tx.execute<{ changed_at: string | null; attribution: string[] }>(sql`
    select (select max(changed_at)::text from daily_kpi_data
        where ad_account_id = ${accountId} and date between ${since} and ${until}) as changed_at,
      (select coalesce(array_agg(distinct attribution_setting), '{}') from campaign_daily_kpi_data
        where ad_account_id = ${accountId} and date between ${since} and ${until} and attribution_setting is not null) as attribution`);
  return {
    attribution: row?.attribution ?? [],
    changedAt: row?.changed_at ? Temporal.Instant.from(row.changed_at) : null,
  };
}
