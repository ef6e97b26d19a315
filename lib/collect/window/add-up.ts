import type { CollectAccount } from "@/lib/collect/account";
import type { AccountTotal } from "@/lib/collect/rows/derive-rows";
import { reconcileDay } from "@/lib/collect/rows/reconcile-day";
import { storedFigures } from "@/lib/collect/store/stored-window";
import type { WindowRows } from "@/lib/collect/window/replace-window";
import type { Database } from "@/lib/db/database";
import type { FactFigures } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { factMetrics } from "@/lib/values/metric";

/**
 * The days of a read that do not add up, stored rows that the answer no longer has included (R7): they are read once more before they
 * are believed. Asks the database only when the received rows alone do not add up.
 */
export async function findDoubtful(
  db: Database,
  account: CollectAccount,
  { accountTotals, campaignDays }: Pick<WindowRows, "accountTotals" | "campaignDays">,
): Promise<CalendarDay[]> {
  const received = new Map<CalendarDay, FactFigures[]>();
  const ids = new Set<string>();
  for (const { date, campaignId, figures } of campaignDays) {
    ids.add(`${date} ${campaignId}`);
    const group = received.get(date);
    if (group) group.push(figures);
    else received.set(date, [figures]);
  }
  const doubtful = accountTotals.filter(
    ({ date, figures }) =>
      reconcileDay(figures, received.get(date) ?? [], [], account.currency).differences.length > 0,
  );
  if (doubtful.length === 0) return [];
  const stored = await readCampaignDays(
    db,
    account.id,
    doubtful.map(({ date }) => date),
  );
  const isDoubtful = ({ date, figures }: AccountTotal) => {
    const absent = stored.filter((row) => row.date === date && !ids.has(`${date} ${row.campaignId}`));
    const verdict = reconcileDay(
      figures,
      received.get(date) ?? [],
      absent.map((row) => row.figures),
      account.currency,
    );
    return verdict.differences.length > 0;
  };
  return doubtful.filter(isDoubtful).map(({ date }) => date);
}

async function readCampaignDays(db: Database, accountId: string, dates: readonly CalendarDay[]) {
  const rows = await db.asCollectorBulk(
    (tx) => tx<Record<string, unknown>[]>`
      select date::text as date, campaign_id, ${tx.unsafe(factMetrics.join(", "))} from campaign_daily_kpi_data
      where ad_account_id = ${accountId} and date = any(${dates as unknown as string[]}::date[])`,
  );
  return rows.map((row) => ({
    date: String(row.date),
    campaignId: String(row.campaign_id),
    figures: storedFigures(row),
  }));
}
