import type { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import { deriveFigures, type Mapping, makeAccountDay, makeCampaignDay } from "@/lib/collect/rows/derive-rows";
import { findUnreconciled } from "@/lib/collect/rows/illogical";
import { findDifferences } from "@/lib/collect/rows/reconcile-day";
import { mergeStaged } from "@/lib/collect/store/merge-staged";
import { type StagedRow, stageRows } from "@/lib/collect/store/stage-rows";
import { storedFigures } from "@/lib/collect/store/stored-window";
import { writeFindings } from "@/lib/collect/store/write-findings";
import { measurable } from "@/lib/collect/window/unbuilt-lists";
import type { BulkTx } from "@/lib/db/database";
import type { FactFigures } from "@/lib/kpi/figures";
import type { RawLists } from "@/lib/kpi/raw-lists";
import { type CalendarDay, parseCalendarDay } from "@/lib/values/calendar-day";
import { type ActionList, actionLists, type FactMetric, factMetrics } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** Everything, as a window: no stored day lies outside. */
const everyDay: Window = { since: "0001-01-01" as CalendarDay, until: "9999-12-31" as CalendarDay };

interface StoredRaw {
  readonly date: CalendarDay;
  readonly campaignId: string | null;
  readonly attributionSetting: string | null;
  readonly figures: FactFigures;
  readonly raw: RawLists;
  readonly currency: string | null;
  readonly timeZone: string | null;
}

/**
 * Derives stored account-days and campaign-days of one account anew from raw, their double entry too, in the transaction that changes the
 * mapping (R2). Meta changed nothing, so no restatement is made; what reads as before is not written. `attemptId` is the attempt that
 * learned the change. Days in the account's zone; without a window all of them.
 *
 * @throws RefusedWindow when stored raw of a newly chosen type cannot be counted.
 */
export async function rederive(
  tx: BulkTx,
  of: { readonly account: CollectAccount; readonly attemptId: string; readonly mapping: Mapping },
  window: Window | null,
  now: Temporal.Instant,
): Promise<number> {
  const { account, attemptId, mapping } = of;
  const rows = await readRaw(tx, account.id, window ?? everyDay);
  if (rows.length === 0) return 0;
  const derived = rows.map((row) => {
    const known = measurable(mapping, account.unbuiltLists, row.raw);
    return { ...row, figures: deriveFigures(asInsight(row), known, row.date) };
  });
  const campaignFigures = new Map<CalendarDay, FactFigures[]>();
  for (const { date, campaignId, figures } of derived) {
    if (campaignId === null) continue;
    campaignFigures.set(date, [...(campaignFigures.get(date) ?? []), figures]);
  }
  const accountDays = derived
    .filter(({ campaignId }) => campaignId === null)
    .map((row) => {
      // As that day was stored, not as the account is today.
      const basis = {
        currency: row.currency ?? account.currency,
        timeZone: row.timeZone ?? account.timeZone,
      };
      const differences = findDifferences(row.figures, campaignFigures.get(row.date) ?? [], basis.currency);
      return makeAccountDay(row, differences, basis, mapping.version);
    });
  const staged: StagedRow[] = accountDays.map((row) => ({ grain: "account", row, changes: null }));
  for (const { date, campaignId, attributionSetting, figures, raw } of derived) {
    if (campaignId === null) continue;
    const row = makeCampaignDay({ date, campaignId, attributionSetting }, figures, raw, mapping.version);
    staged.push({ grain: "campaign", row, changes: null });
  }
  await stageRows(tx, attemptId, staged);
  await mergeStaged(
    tx,
    { attemptId, account, mappingVersion: mapping.version, basis: "stored", days: "stored" },
    [],
    now,
  );
  await writeFindings(
    tx,
    account,
    findUnreconciled(accountDays),
    { checks: ["campaign_sum_differs"], window },
    now,
  );
  return staged.length;
}

async function readRaw(tx: BulkTx, accountId: string, window: Window): Promise<StoredRaw[]> {
  const metrics = tx.unsafe(factMetrics.join(", "));
  const raw = tx.unsafe(actionLists.join(", "));
  const rows = await tx<Record<string, unknown>[]>`
    select date::text as date, null as campaign_id, null as attribution_setting, currency, time_zone, ${metrics}, ${raw}
    from daily_kpi_data join account_daily_raw using (ad_account_id, date)
    where ad_account_id = ${accountId} and date between ${window.since} and ${window.until}
    union all
    select date::text, campaign_id, attribution_setting, null, null, ${metrics}, ${raw}
    from campaign_daily_kpi_data join campaign_daily_raw using (ad_account_id, date, campaign_id)
    where ad_account_id = ${accountId} and date between ${window.since} and ${window.until}`;
  return rows.map((row) => ({
    date: parseCalendarDay(String(row.date)),
    campaignId: textOf(row.campaign_id),
    attributionSetting: textOf(row.attribution_setting),
    figures: storedFigures(row),
    raw: Object.fromEntries(actionLists.map((list) => [list, row[list]])) as {
      [List in ActionList]: RawLists[List];
    },
    currency: textOf(row.currency),
    timeZone: textOf(row.time_zone),
  }));
}

/** The stored row as it came: delivery from its columns, conversions from its lists. */
function asInsight({ figures, raw }: StoredRaw) {
  const text = (metric: FactMetric) => figures[metric]?.toFixed() ?? "0";
  return {
    spend: text("total_spend"),
    impressions: text("total_impressions"),
    clicks: text("total_clicks"),
    inline_link_clicks: text("link_clicks"),
    ...raw,
  };
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
