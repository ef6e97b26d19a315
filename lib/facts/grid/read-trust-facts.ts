import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** What the figures of one client's row of "freshness and trust" were counted from. */
export interface TrustFacts {
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  /** Stored days of the last 13 months, in the account's own zone; null while none is stored. */
  readonly window: Window | null;
  /** Attribution settings that Meta named with its campaign rows of the last 35 days. */
  readonly attribution: readonly string[];
  readonly mapping: number | null;
  readonly readAt: Temporal.Instant | null;
  readonly runId: string | null;
  /** When a stored day last changed; null while none is stored. */
  readonly changedAt: Temporal.Instant | null;
}

interface Row extends Record<string, unknown> {
  name: string;
  currency: string;
  zone: string;
  since: CalendarDay | null;
  until: CalendarDay | null;
  attribution: string[];
  mapping: number | null;
  read_at: string | null;
  run_id: string | null;
  changed_at: string | null;
}

/** The facts behind one client's row, or null where there is no such client with an ad account (grain: client). One statement. */
export async function readTrustFacts(tx: StaffTx, slug: string): Promise<TrustFacts | null> {
  const [row] = await tx.execute<Row>(sql`
    select c.name, a.currency, a.time_zone as zone, d.since::text, d.until::text, ${utc(sql`d.changed_at`)} as changed_at,
      (select max(version) from kpi_mappings m where m.client_id = c.id) as mapping,
      ${utc(sql`t.finished_at`)} as read_at, t.run_id,
      (select coalesce(array_agg(distinct k.attribution_setting), '{}') from campaign_daily_kpi_data k
        where k.ad_account_id = a.id and k.date > d.until - 35 and k.attribution_setting is not null) as attribution
    from clients c join ad_accounts a on a.client_id = c.id
    left join lateral (select min(date) as since, max(date) as until, max(changed_at) as changed_at
      from daily_kpi_data f where f.ad_account_id = a.id and f.date > current_date - interval '13 months') d on true
    left join lateral (select finished_at, run_id from collection_attempts t
      where t.ad_account_id = a.id and t.state = 'ok' order by finished_at desc limit 1) t on true
    where c.slug = ${slug}`);
  if (!row) return null;
  const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text));
  return {
    name: row.name,
    currency: row.currency,
    zone: row.zone,
    window: row.since && row.until ? { since: row.since, until: row.until } : null,
    attribution: row.attribution,
    mapping: row.mapping,
    readAt: instant(row.read_at),
    runId: row.run_id,
    changedAt: instant(row.changed_at),
  };
}

function utc(expression: ReturnType<typeof sql>) {
  return sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
