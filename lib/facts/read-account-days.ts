import { sql } from "drizzle-orm";
import type { ReadTx } from "@/lib/db/database";
import { figuresOf, metricColumns } from "@/lib/facts/fact-figures";
import type { FactFigures } from "@/lib/kpi/figures";
import type { Difference } from "@/lib/report/input";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type FactMetric, factMetrics } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

export interface StoredAccountDay {
  readonly date: CalendarDay;
  readonly figures: FactFigures;
  readonly currency: string;
  readonly zone: string;
  readonly reconciled: boolean;
  readonly differences: readonly Difference[];
}

interface Row extends Record<string, unknown> {
  ad_account_id: string;
  date: CalendarDay;
  currency: string;
  time_zone: string;
  reconciled: boolean;
  differences: Difference[] | null;
}

/**
 * Account-days of some accounts (grain: account × day, the account's zone), by account id; one statement, read by key. Days that were not
 * collected are not there. `metrics`: those of which figures are read.
 */
export async function readAccountDays(
  tx: ReadTx,
  accountIds: readonly string[],
  window: Window,
  metrics: readonly FactMetric[] = factMetrics,
): Promise<Map<string, StoredAccountDay[]>> {
  const rows = await tx.execute<Row>(sql`
    select ad_account_id, date::text, ${metricColumns(metrics)}, currency, time_zone, reconciled,
      case when reconciled then null else differences end as differences
    from daily_kpi_data d
    where ad_account_id = any(${sql.param(`{${accountIds.join(",")}}`)}::uuid[])
      and date between ${window.since}::date and ${window.until}::date
    order by d.ad_account_id, d.date`);
  const byAccount = new Map<string, StoredAccountDay[]>(accountIds.map((id) => [id, []]));
  for (const row of rows) {
    byAccount.get(row.ad_account_id)?.push({
      date: row.date,
      figures: figuresOf(row, metrics),
      currency: row.currency,
      zone: row.time_zone,
      reconciled: row.reconciled,
      differences: row.differences ?? [],
    });
  }
  return byAccount;
}
