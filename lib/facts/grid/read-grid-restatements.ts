import { sql } from "drizzle-orm";
import type { StaffTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { FactMetric } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

/** A stored account-day that Meta changed: from the first old value to the newest new one of each metric. */
export interface GridRestatement {
  readonly accountId: string;
  readonly date: CalendarDay;
  readonly observedAt: string;
  readonly changes: Readonly<
    Partial<Record<FactMetric, { readonly from: string | null; readonly to: string | null }>>
  >;
}

interface Row extends Record<string, unknown> {
  account_id: string;
  date: CalendarDay;
  observed_at: string;
  changes: GridRestatement["changes"];
}

/**
 * Changes since `seenSince` of account-days of a window (grain: account-day × change), oldest first; one statement. A row says itself whether it
 * changed that lately, so that only those look for their changes.
 */
export async function readGridRestatements(
  tx: StaffTx,
  accountIds: readonly string[],
  window: Window,
  seenSince: string,
): Promise<GridRestatement[]> {
  const rows = await tx.execute<Row>(sql`
    select k.ad_account_id as account_id, k.date::text, r.observed_at::text, r.changes
    from (
      select ad_account_id, date from daily_kpi_data
      where ad_account_id = any(${sql.param(`{${accountIds.join(",")}}`)}::uuid[]) and date between ${window.since}::date and ${window.until}::date
        and changed_at >= ${seenSince}::timestamptz and changed_at > first_observed_at
    ) k
    join kpi_restatements r on r.ad_account_id = k.ad_account_id and r.date = k.date and r.campaign_id is null
      and r.observed_at >= ${seenSince}::timestamptz
    order by r.observed_at, r.id`);
  return rows.map((row) => ({
    accountId: row.account_id,
    date: row.date,
    observedAt: row.observed_at,
    changes: row.changes,
  }));
}
