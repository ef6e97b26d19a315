import { type Claim, LostClaim } from "@/lib/collect/claim";
import type { BulkTx } from "@/lib/db/database";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import type { FactFigures } from "@/lib/kpi/figures";
import { type CalendarDay, parseCalendarDay } from "@/lib/values/calendar-day";
import { parseDecimal } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

/** What is stored of a window, as far as comparing needs it: hashes only, never the rows (performance.md, Writing). */
export interface StoredWindow {
  /** Row hash by day. */
  readonly accountDays: ReadonlyMap<string, string>;
  /** Row hash by `day campaign`. */
  readonly campaignDays: ReadonlyMap<string, string>;
  /** Whether raw lists of any campaign-day are there; without their campaign-day when somebody deleted that by hand. */
  readonly hasRaw: boolean;
  /** `first_seen last_seen objective name` by campaign, of those asked for: an account's campaigns of all time are not sent with each window. */
  readonly campaigns: ReadonlyMap<string, string>;
  readonly hasOpenFindings: boolean;
}

/** Locks of one kind share this first key; the second is the client. Whoever changes a client's mapping holds it too. */
export const mappingLock = 7_110_312;

interface Row {
  mine: boolean;
  account_days: string | null;
  campaign_days: string | null;
  has_raw: boolean;
  campaigns: string | null;
  open_findings: boolean;
}

/**
 * First statement of every write: is this attempt still mine (R5), and what is stored. Locks the attempt and the client's mapping until
 * the transaction ends. Texts, not rows: a window has thousands of hashes and one answer is ten times cheaper.
 *
 * @throws LostClaim when another worker has taken the account.
 */
export async function readStoredWindow(
  tx: BulkTx,
  { attemptId, account, window }: Claim,
  campaignIds: readonly string[] = [],
): Promise<StoredWindow> {
  const [row] = await tx<Row[]>`
    with mine as materialized (
      select id from collection_attempts where id = ${attemptId} and state = 'running' for update
    ), locked as materialized (
      select pg_advisory_xact_lock(${mappingLock}, hashtext(${account.clientId})) from mine
    )
    select exists (select from locked) as mine,
      (select string_agg(date::text || ' ' || row_hash, e'\n') from daily_kpi_data
        where ad_account_id = ${account.id} and date between ${window.since} and ${window.until}) as account_days,
      (select string_agg(date::text || ' ' || campaign_id || ' ' || row_hash, e'\n') from campaign_daily_kpi_data
        where ad_account_id = ${account.id} and date between ${window.since} and ${window.until}) as campaign_days,
      (select min(date) from campaign_daily_raw
        where ad_account_id = ${account.id} and date between ${window.since} and ${window.until}) is not null as has_raw,
      (select json_object_agg(external_id, concat_ws(' ', first_seen, last_seen, coalesce(objective, ''), name))::text
        from campaigns where ad_account_id = ${account.id} and external_id = any(${campaignIds as string[]}::text[])) as campaigns,
      exists (select from findings where ad_account_id = ${account.id} and resolved_at is null) as open_findings`;
  if (!row?.mine) throw new LostClaim();
  return {
    accountDays: hashesOf(row.account_days),
    campaignDays: hashesOf(row.campaign_days),
    hasRaw: row.has_raw,
    campaigns: new Map(Object.entries(JSON.parse(row.campaigns ?? "{}") as Record<string, string>)),
    hasOpenFindings: row.open_findings,
  };
}

function hashesOf(text: string | null): Map<string, string> {
  const hashes = new Map<string, string>();
  if (text === null) return hashes;
  for (const line of text.split("\n")) {
    const end = line.lastIndexOf(" ");
    hashes.set(line.slice(0, end), line.slice(end + 1));
  }
  return hashes;
}

/** Figures of stored rows; `campaignId` null is the account-day. */
export interface StoredFact {
  readonly date: CalendarDay;
  readonly campaignId: string | null;
  readonly figures: FactFigures;
  readonly attributionSetting: string | null;
  /** Account-days: whether the newest good read came 28 days after the day or later, so that Meta may not change it any more. */
  readonly wasSettled: boolean;
}

/**
 * Reads the figures of named rows in one statement: of those that differ, to record what changed (R6), and of those that are gone. The read that
 * settled a day came soon after it could: looked for from there, not among all that covered it.
 */
export async function readStoredFacts(
  tx: BulkTx,
  account: { readonly id: string; readonly timeZone: string },
  accountDays: readonly string[],
  campaignDays: readonly { readonly date: string; readonly campaignId: string }[],
): Promise<StoredFact[]> {
  if (accountDays.length + campaignDays.length === 0) return [];
  const columns = tx.unsafe(factMetrics.join(", "));
  const rows = await tx<Record<string, unknown>[]>`
    select date::text as date, null as campaign_id, ${columns}, null as attribution_setting,
      (select a.id from collection_attempts a
        where a.ad_account_id = d.ad_account_id and a.state = 'ok' and a.since <= d.date and a.until >= d.date
          and a.finished_at >= ((d.date + ${conversionsSettleAfter}::int)::timestamp at time zone ${account.timeZone})
        order by a.finished_at limit 1) is not null as was_settled
    from daily_kpi_data d where ad_account_id = ${account.id} and date = any(${accountDays as string[]}::date[])
    union all
    select date::text, campaign_id, ${columns}, attribution_setting, false
    from campaign_daily_kpi_data
    join unnest(${campaignDays.map(({ date }) => date)}::date[], ${campaignDays.map(({ campaignId }) => campaignId)}::text[])
      as wanted (date, campaign_id) using (date, campaign_id)
    where ad_account_id = ${account.id}`;
  return rows.map((row) => ({
    date: parseCalendarDay(String(row.date)),
    campaignId: row.campaign_id === null ? null : String(row.campaign_id),
    figures: storedFigures(row),
    attributionSetting: row.attribution_setting === null ? null : String(row.attribution_setting),
    wasSettled: row.was_settled === true,
  }));
}

/** Exact figures of a stored row; numeric arrives as text. */
export function storedFigures(row: Readonly<Record<string, unknown>>): FactFigures {
  return Object.fromEntries(
    factMetrics.map((metric) => {
      const value = row[metric];
      return [metric, value === null || value === undefined ? null : parseDecimal(String(value))];
    }),
  ) as FactFigures;
}
