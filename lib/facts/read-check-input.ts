import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import {
  type CheckedDay,
  type CheckInput,
  checkedDays,
  type MonthTotal,
  type SeenRestatement,
  type Twin,
} from "@/lib/checks/check-input";
import { thresholdsSchema } from "@/lib/checks/thresholds";
import type { ReadTx } from "@/lib/db/database";
import { paintObservations } from "@/lib/facts/observations";
import { readAccountDays } from "@/lib/facts/read-account-days";
import { readEndedAttempts } from "@/lib/facts/read-ended-attempts";
import { kpiChoicesSchema } from "@/lib/kpi/choices";
import { addDays, type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { monthOf } from "@/lib/values/calendar-month";
import { parseDecimal } from "@/lib/values/decimal";
import { instantOf } from "@/lib/values/instant";
import { type FactMetric, mappedKpis } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** An active client and what its checks are a function of; null where it has no ad account. */
export interface CheckedClient {
  readonly clientId: string;
  readonly slug: string;
  /** `input` throws where what is stored of this client cannot be read: it is this one's checks that then do not run. */
  readonly account: { readonly id: string; input(): CheckInput } | null;
}

interface ClientRow extends Record<string, unknown> {
  client_id: string;
  slug: string;
  account_id: string | null;
  time_zone: string;
  currency: string;
  collect_from: CalendarDay;
  choices: unknown;
  thresholds: unknown;
  blocked_until: string | null;
  account_checked_at: string | null;
  app_blocked_until: string | null;
  token_checked_at: string | null;
  first_read_at: string | null;
  open: string[];
  gaps: CalendarDay[];
}

/**
 * Facts of the checks for every active client, or for some (grain: client; days in each account's own zone), in seven statements whatever
 * their number. `only`: client ids; the others still serve as possible twins.
 *
 * @throws ZodError: the agency's thresholds cannot be read, so that no check may run.
 */
export async function readCheckInputs(
  tx: ReadTx,
  { now, only }: { readonly now: Temporal.Instant; readonly only?: readonly string[] },
): Promise<CheckedClient[]> {
  const clients = await readClients(tx, only);
  const ids = clients.flatMap(({ account_id }) => account_id ?? []);
  // Wide enough for every zone: today somewhere on earth, and the oldest day of the checks somewhere else.
  const until = dayIn("Pacific/Kiritimati", now);
  const window = { since: addDays(until, -checkedDays - 1), until };
  const days = await readAccountDays(tx, ids, window);
  const rows = await readCampaignRows(tx, ids, window);
  const attempts = await readEndedAttempts(tx, ids, window, { since: addDays(until, -37), until });
  const restatements = await readRestatements(tx, ids, now);
  const totals = await readMonthTotals(tx, ids, window);
  const twins = await readTwins(tx, ids, until);
  const thresholds = thresholdsSchema.parse(clients[0]?.thresholds ?? {});
  return clients.map((row) => {
    const { account_id: id, client_id: clientId, slug } = row;
    if (id === null) return { clientId, slug, account: null };
    const input = (): CheckInput => {
      const { observed, failed } = paintObservations(attempts.get(id) ?? [], window);
      const choices = kpiChoicesSchema.parse(row.choices ?? {});
      return {
        now,
        thresholds,
        zone: row.time_zone,
        currency: row.currency,
        collectFrom: row.collect_from,
        days: (days.get(id) ?? []).map(
          ({ date, figures }): CheckedDay => ({
            date,
            figures,
            observedAt: observed.get(date)?.observedAt ?? null,
            campaignRows: rows.get(`${id} ${date}`) ?? 0,
          }),
        ),
        failed,
        namedGaps: new Set(row.gaps),
        firstReadAt: instantOf(row.first_read_at),
        measured: mappedKpis.filter((kpi) => choices[kpi] !== null),
        restatements: restatements.get(id) ?? [],
        monthTotals: totals.get(id) ?? [],
        twins: twins.get(id) ?? [],
        blocked: { account: instantOf(row.blocked_until), app: instantOf(row.app_blocked_until) },
        open: new Set(row.open),
        accountCheckedAt: instantOf(row.account_checked_at),
        tokenCheckedAt: instantOf(row.token_checked_at),
      };
    };
    return { clientId, slug, account: { id, input } };
  });
}

/** Conditions are about an account, its connection (or the environment's token), or the app; the app's hold for every account. */
async function readClients(tx: ReadTx, only: readonly string[] | undefined): Promise<ClientRow[]> {
  return tx.execute<ClientRow>(sql`
    select c.id as client_id, c.slug, a.id as account_id, a.time_zone, a.currency, a.collect_from::text,
      (select choices from kpi_mappings m where m.client_id = c.id order by version desc limit 1) as choices,
      (select thresholds from agency) as thresholds,
      ${utc(sql`a.blocked_until`)} as blocked_until, ${utc(sql`a.account_checked_at`)} as account_checked_at,
      ${utc(sql`(select max(g.blocked_until) from graph_apps g)`)} as app_blocked_until,
      ${utc(sql`case when a.connection_id is null then (select max(g.token_checked_at) from graph_apps g) else n.token_checked_at end`)} as token_checked_at,
      ${utc(sql`(select min(t.finished_at) from collection_attempts t where t.ad_account_id = a.id and t.state = 'ok')`)} as first_read_at,
      array(select distinct check_key from findings f where f.ad_account_id = a.id and f.resolved_at is null
        union select kind from conditions d where d.resolved_at is null
          and (d.subject in (a.id::text, coalesce(a.connection_id::text, 'META_ACCESS_TOKEN')) or d.kind like 'version%')) as open,
      array(select g.date::text from collection_gaps g where g.ad_account_id = a.id and g.resolved_at is null) as gaps
    from clients c
    left join ad_accounts a on a.client_id = c.id
    left join connections n on n.id = a.connection_id
    where c.status = 'active' ${only === undefined ? sql`` : sql`and c.id = any(${idList(only)})`}
    order by c.name, c.slug`);
}

/** Campaigns that delivered, by `<account> <day>`. */
async function readCampaignRows(
  tx: ReadTx,
  ids: readonly string[],
  window: Window,
): Promise<Map<string, number>> {
  const rows = await tx.execute<{ key: string; rows: number }>(sql`
    select ad_account_id || ' ' || date as key, count(*)::int as rows
    from campaign_daily_kpi_data
    where ad_account_id = any(${idList(ids)}) and date between ${addDays(window.until, -100)}::date and ${window.until}::date
      and (total_spend > 0 or total_impressions > 0)
    group by ad_account_id, date`);
  return new Map(rows.map(({ key, rows: count }) => [key, count]));
}

async function readRestatements(
  tx: ReadTx,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, SeenRestatement[]>> {
  const rows = await tx.execute<{
    id: string;
    date: CalendarDay;
    at: string;
    changes: Record<string, { from: string | null; to: string | null }>;
  }>(sql`
    select ad_account_id as id, date::text, ${utc(sql`observed_at`)} as at, changes
    from kpi_restatements r
    where ad_account_id = any(${idList(ids)}) and campaign_id is null
      and observed_at > ${now.toString()}::timestamptz - interval '31 days' and observed_at <= ${now.toString()}::timestamptz
    order by r.observed_at, r.id`);
  return grouped(rows, ({ date, at, changes }) => ({
    date,
    observedAt: Temporal.Instant.from(at),
    changes: Object.fromEntries(
      Object.entries(changes).flatMap(([metric, { from, to }]) =>
        from === null || to === null
          ? []
          : [[metric as FactMetric, { from: parseDecimal(from), to: parseDecimal(to) }]],
      ),
    ),
  }));
}

/** Meta's own totals of ended months inside the window: spend as read beside the breakdowns, impressions beside reach. */
async function readMonthTotals(
  tx: ReadTx,
  ids: readonly string[],
  window: Window,
): Promise<Map<string, MonthTotal[]>> {
  const rows = await tx.execute<{
    id: string;
    metric: MonthTotal["metric"];
    since: CalendarDay;
    until: CalendarDay;
    value: string;
    at: string;
    same_since: string;
    changed: boolean;
  }>(sql`
    with totals as (
      (select distinct on (ad_account_id, month) ad_account_id, 'total_spend' as metric, since, until, account_spend as value, observed_at,
          coalesce(account_spend_since, observed_at) as same_since
        from monthly_breakdown_reads
        where ad_account_id = any(${idList(ids)}) and account_spend is not null and since >= ${window.since}::date
        order by ad_account_id, month, observed_at desc)
      union all
      (select distinct on (ad_account_id, since) ad_account_id, 'total_impressions', since, until, impressions, observed_at,
          coalesce(impressions_since, observed_at)
        from period_reach
        where ad_account_id = any(${idList(ids)}) and impressions is not null and since >= ${window.since}::date
        order by ad_account_id, since, until desc)
    )
    select ad_account_id as id, metric, since::text, until::text, value::text, ${utc(sql`observed_at`)} as at, ${utc(sql`same_since`)} as same_since,
      exists (select from kpi_restatements r where r.ad_account_id = t.ad_account_id and r.campaign_id is null
        and r.date between t.since and t.until and r.observed_at > t.observed_at and r.changes ? t.metric) as changed
    from totals t
    where date_trunc('month', since::timestamp) = date_trunc('month', until::timestamp)
    order by t.ad_account_id, t.since`);
  return grouped(rows, ({ metric, since, until, value, at, same_since, changed }) => ({
    month: monthOf(since),
    window: { since, until },
    metric,
    value: parseDecimal(value),
    observedAt: Temporal.Instant.from(at),
    sameSince: Temporal.Instant.from(same_since),
    daysChangedSince: changed,
  }));
}

/** Named at most, beside the account itself: enough to see that accounts were mixed up, however many are alike. */
const mostTwins = 5;

/**
 * Accounts of other active clients with the same spend and impressions on days of the last two weeks (incident 35): the first few by name where
 * there are many. Days are brought together by their figures first, so that accounts which are all alike do not cost each against each.
 */
async function readTwins(
  tx: ReadTx,
  ids: readonly string[],
  until: CalendarDay,
): Promise<Map<string, Twin[]>> {
  const rows = await tx.execute<{ id: string; client: string; account: string; days: number }>(sql`
    with alike as materialized (
      select d.date, d.total_spend, d.total_impressions, array_agg(c.slug order by c.slug) as slugs, array_agg(a.external_id order by c.slug) as accounts
      from daily_kpi_data d
      join ad_accounts a on a.id = d.ad_account_id
      join clients c on c.id = a.client_id and c.status = 'active'
      where d.total_spend > 0 and d.date between ${addDays(until, -15)}::date and ${until}::date
      group by d.date, d.total_spend, d.total_impressions
      having count(*) > 1
    ), pairs as (
      select d.ad_account_id as id, other.client, other.account, count(*)::int as days
      from alike s
      join daily_kpi_data d on d.date = s.date and d.total_spend = s.total_spend and d.total_impressions = s.total_impressions
      join ad_accounts a on a.id = d.ad_account_id
      cross join lateral unnest(s.slugs[1:${mostTwins + 1}::int], s.accounts[1:${mostTwins + 1}::int]) as other (client, account)
      where d.ad_account_id = any(${idList(ids)}) and other.account <> a.external_id
      group by d.ad_account_id, other.client, other.account
    )
    select id, client, account, days from (
      select *, row_number() over (partition by id order by days desc, client) as place from pairs
    ) p
    where place <= ${mostTwins}::int
    order by id, client`);
  return grouped(rows, ({ client, account, days }) => ({ client, account, sameDays: days }));
}

function grouped<Row extends { readonly id: string }, T>(
  rows: readonly Row[],
  make: (row: Row) => T,
): Map<string, T[]> {
  const byAccount = new Map<string, T[]>();
  for (const row of rows) {
    const list = byAccount.get(row.id) ?? [];
    list.push(make(row));
    byAccount.set(row.id, list);
  }
  return byAccount;
}

function idList(ids: readonly string[]): SQL {
  return sql`${sql.param(`{${ids.join(",")}}`)}::uuid[]`;
}

function utc(instant: SQL): SQL {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
