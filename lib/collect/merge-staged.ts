import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { CampaignName } from "@/lib/collect/fact-row";
import { storableText } from "@/lib/collect/stage-rows";
import type { BulkTx } from "@/lib/db/database";
import { actionLists, factMetrics } from "@/lib/values/metric";

/**
 * Brings what an attempt has staged into the fact tables, and its campaigns with it, in one statement: guarded upserts of account-days,
 * campaign-days and their raw lists, one restatement per row that Meta changed (R6). Staging is empty afterwards.
 */
export async function mergeStaged(
  tx: BulkTx,
  of: {
    readonly attemptId: string;
    readonly account: CollectAccount;
    readonly mappingVersion: number;
    /** Currency and zone of a day: as the account is now, because Meta was asked now, or as the day was stored. */
    readonly basis: "account" | "stored";
  },
  campaigns: readonly CampaignName[],
  now: Temporal.Instant,
): Promise<void> {
  const { attemptId, account, mappingVersion, basis } = of;
  const metrics = tx.unsafe(factMetrics.join(", "));
  const raw = tx.unsafe(actionLists.join(", "));
  const setMetrics = tx.unsafe(factMetrics.map((metric) => `${metric} = excluded.${metric}`).join(", "));
  const setRaw = tx.unsafe(actionLists.map((list) => `${list} = excluded.${list}`).join(", "));
  const rawDiffers = (table: string) =>
    tx.unsafe(
      `(${actionLists.map((list) => `${table}.${list}`).join(", ")}) is distinct from (${actionLists.map((list) => `excluded.${list}`).join(", ")})`,
    );
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
    ), account_days as (
      insert into daily_kpi_data (ad_account_id, date, client_id, platform, ${metrics}, currency, time_zone, reconciled, differences,
        mapping_version, row_hash, first_observed_at, changed_at, attempt_id)
      select ${account.id}, date, ${account.clientId}, ${account.platform}, ${metrics}, ${account.currency}, ${account.timeZone}, reconciled,
        differences, ${mappingVersion}, row_hash, ${now.toString()}::timestamptz, ${now.toString()}::timestamptz, attempt_id
      from collection_staging where attempt_id = ${attemptId} and grain = 'account'
      on conflict (ad_account_id, date) do update set ${setMetrics},
        currency = case when ${basis === "stored"} then daily_kpi_data.currency else excluded.currency end,
        time_zone = case when ${basis === "stored"} then daily_kpi_data.time_zone else excluded.time_zone end,
        reconciled = excluded.reconciled, differences = excluded.differences, mapping_version = excluded.mapping_version,
        row_hash = excluded.row_hash, changed_at = excluded.changed_at, attempt_id = excluded.attempt_id
      where daily_kpi_data.row_hash is distinct from excluded.row_hash
    ), account_raw as (
      insert into account_daily_raw (ad_account_id, date, ${raw})
      select ${account.id}, date, ${raw} from collection_staging where attempt_id = ${attemptId} and grain = 'account'
      on conflict (ad_account_id, date) do update set ${setRaw} where ${rawDiffers("account_daily_raw")}
    ), campaign_days as (
      insert into campaign_daily_kpi_data (ad_account_id, date, campaign_id, ${metrics}, attribution_setting, mapping_version, row_hash, attempt_id)
      select ${account.id}, date, campaign_id, ${metrics}, attribution_setting, ${mappingVersion}, row_hash, attempt_id
      from collection_staging where attempt_id = ${attemptId} and grain = 'campaign'
      on conflict (ad_account_id, date, campaign_id) do update set ${setMetrics}, attribution_setting = excluded.attribution_setting,
        mapping_version = excluded.mapping_version, row_hash = excluded.row_hash, attempt_id = excluded.attempt_id
      where campaign_daily_kpi_data.row_hash is distinct from excluded.row_hash
    ), campaign_raw as (
      insert into campaign_daily_raw (ad_account_id, date, campaign_id, ${raw})
      select ${account.id}, date, campaign_id, ${raw} from collection_staging where attempt_id = ${attemptId} and grain = 'campaign'
      on conflict (ad_account_id, date, campaign_id) do update set ${setRaw} where ${rawDiffers("campaign_daily_raw")}
    ), restated as (
      insert into kpi_restatements (ad_account_id, date, campaign_id, changes, observed_at, attempt_id)
      select ${account.id}, date, campaign_id, changes, ${now.toString()}::timestamptz, attempt_id
      from collection_staging where attempt_id = ${attemptId} and changes is not null
      order by date, campaign_id nulls first
      on conflict on constraint restatement_once do nothing
    )
    delete from collection_staging where attempt_id = ${attemptId}`;
}
