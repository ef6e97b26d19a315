import type postgres from "postgres";
import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { CampaignName } from "@/lib/collect/rows/fact-row";
import { storableText } from "@/lib/collect/rows/storable-text";
import type { BulkTx } from "@/lib/db/database";
import { actionLists, factMetrics } from "@/lib/values/metric";

export interface Merge {
  readonly attemptId: string;
  readonly account: CollectAccount;
  readonly mappingVersion: number;
  /** Currency and zone of a stored day: as the account is now, because Meta was asked now, or as the day was stored. */
  readonly basis: "account" | "stored";
  /**
   * Whether the staged days are not stored yet, not even their raw lists; are stored already; or some of both: the statement has only the
   * parts it needs.
   */
  readonly days: "new" | "stored" | "both";
}

/**
 * Brings what an attempt has staged into the fact tables, and its campaigns with it, in one statement: new days are inserted, differing ones
 * updated, and every row that Meta changed makes one restatement (R6). Staging is empty afterwards. The claim keeps everybody else away from
 * this account's rows, so what is new cannot be there a moment later: a plain insert costs half of an upsert, which has to expect that.
 */
export async function mergeStaged(
  tx: BulkTx,
  merge: Merge,
  campaigns: readonly CampaignName[],
  now: Temporal.Instant,
): Promise<void> {
  const { attemptId, account, days } = merge;
  const named = JSON.stringify(campaigns.map((one) => ({ ...one, name: storableText(one.name) })));
  await tx`
    with named as (
      insert into campaigns (ad_account_id, external_id, name, objective, first_seen, last_seen)
      select ${account.id}, c."campaignId", c.name, c.objective, c."firstSeen", c."lastSeen"
      from jsonb_to_recordset(${named}::text::jsonb)
        as c ("campaignId" text, name text, objective text, "firstSeen" date, "lastSeen" date)
      on conflict (ad_account_id, external_id) do update set
        name = case when excluded.last_seen >= campaigns.last_seen then excluded.name else campaigns.name end,
        objective = case when excluded.last_seen >= campaigns.last_seen then excluded.objective else campaigns.objective end,
        first_seen = least(campaigns.first_seen, excluded.first_seen),
        last_seen = greatest(campaigns.last_seen, excluded.last_seen)
    ),
    ${days === "new" ? tx`` : updates(tx, merge, now)}
    ${days === "stored" ? tx`` : inserts(tx, merge, now)}
    restated as (
      insert into kpi_restatements (ad_account_id, date, campaign_id, changes, observed_at, attempt_id)
      select ${account.id}, date, campaign_id, changes, ${now.toString()}::timestamptz, attempt_id
      from collection_staging where attempt_id = ${attemptId} and changes is not null
      order by date, campaign_id nulls first
    )
    delete from collection_staging where attempt_id = ${attemptId}`;
}

const fromStaged = (columns: readonly string[]) =>
  columns.map((column) => `${column} = s.${column}`).join(", ");
const setMetrics = fromStaged(factMetrics);
const setRaw = fromStaged(actionLists);
const rawDiffers = `(${actionLists.map((list) => `f.${list}`).join(", ")}) is distinct from (${actionLists.map((list) => `s.${list}`).join(", ")})`;

/** Parts that update stored days: guarded, so that a table whose columns are the same is not written. */
function updates(tx: BulkTx, merge: Merge, now: Temporal.Instant): postgres.PendingQuery<postgres.Row[]> {
  const { attemptId, account, mappingVersion, basis } = merge;
  const isStored = basis === "stored";
  const [metrics, lists, differs] = [tx.unsafe(setMetrics), tx.unsafe(setRaw), tx.unsafe(rawDiffers)];
  return tx`
    account_days as (
      update daily_kpi_data f set ${metrics}, reconciled = s.reconciled, differences = s.differences,
        currency = case when ${isStored} then f.currency else ${account.currency} end,
        time_zone = case when ${isStored} then f.time_zone else ${account.timeZone} end,
        mapping_version = ${mappingVersion}, row_hash = s.row_hash, changed_at = ${now.toString()}::timestamptz, attempt_id = s.attempt_id
      from collection_staging s
      where s.attempt_id = ${attemptId} and s.grain = 'account' and f.ad_account_id = ${account.id} and f.date = s.date
        and f.row_hash is distinct from s.row_hash
    ), account_raw as (
      update account_daily_raw f set ${lists} from collection_staging s
      where s.attempt_id = ${attemptId} and s.grain = 'account' and f.ad_account_id = ${account.id} and f.date = s.date and ${differs}
    ), campaign_days as (
      update campaign_daily_kpi_data f set ${metrics}, attribution_setting = s.attribution_setting,
        mapping_version = ${mappingVersion}, row_hash = s.row_hash, attempt_id = s.attempt_id
      from collection_staging s
      where s.attempt_id = ${attemptId} and s.grain = 'campaign' and f.ad_account_id = ${account.id} and f.date = s.date
        and f.campaign_id = s.campaign_id and f.row_hash is distinct from s.row_hash
    ), campaign_raw as (
      update campaign_daily_raw f set ${lists} from collection_staging s
      where s.attempt_id = ${attemptId} and s.grain = 'campaign' and f.ad_account_id = ${account.id} and f.date = s.date
        and f.campaign_id = s.campaign_id and ${differs}
    ),`;
}

/** Parts that insert days not stored yet; only when there are stored ones among the staged are these looked for. */
function inserts(tx: BulkTx, merge: Merge, now: Temporal.Instant): postgres.PendingQuery<postgres.Row[]> {
  const { attemptId, account, mappingVersion, days } = merge;
  const metrics = tx.unsafe(factMetrics.join(", "));
  const lists = tx.unsafe(actionLists.join(", "));
  const unlessStored = (table: string, key: string) =>
    days === "new"
      ? tx``
      : tx`and not exists (select from ${tx.unsafe(table)} f where f.ad_account_id = ${account.id} and ${tx.unsafe(key)})`;
  const [ofAccount, ofCampaign] = ["f.date = s.date", "f.date = s.date and f.campaign_id = s.campaign_id"];
  return tx`
    new_account_days as (
      insert into daily_kpi_data (ad_account_id, date, client_id, platform, ${metrics}, currency, time_zone, reconciled, differences,
        mapping_version, row_hash, first_observed_at, changed_at, attempt_id)
      select ${account.id}, date, ${account.clientId}, ${account.platform}, ${metrics}, ${account.currency}, ${account.timeZone}, reconciled,
        differences, ${mappingVersion}, row_hash, ${now.toString()}::timestamptz, ${now.toString()}::timestamptz, attempt_id
      from collection_staging s where attempt_id = ${attemptId} and grain = 'account' ${unlessStored("daily_kpi_data", ofAccount)}
    ), new_account_raw as (
      insert into account_daily_raw (ad_account_id, date, ${lists})
      select ${account.id}, date, ${lists} from collection_staging s
      where attempt_id = ${attemptId} and grain = 'account' ${unlessStored("account_daily_raw", ofAccount)}
    ), new_campaign_days as (
      insert into campaign_daily_kpi_data (ad_account_id, date, campaign_id, ${metrics}, attribution_setting, mapping_version, row_hash, attempt_id)
      select ${account.id}, date, campaign_id, ${metrics}, attribution_setting, ${mappingVersion}, row_hash, attempt_id
      from collection_staging s
      where attempt_id = ${attemptId} and grain = 'campaign' ${unlessStored("campaign_daily_kpi_data", ofCampaign)}
    ), new_campaign_raw as (
      insert into campaign_daily_raw (ad_account_id, date, campaign_id, ${lists})
      select ${account.id}, date, campaign_id, ${lists} from collection_staging s
      where attempt_id = ${attemptId} and grain = 'campaign' ${unlessStored("campaign_daily_raw", ofCampaign)}
    ),`;
}
