import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { ReadTx } from "@/lib/db/database";
import { breakdownsJson, takeBreakdowns } from "@/lib/facts/read-breakdowns";
import { monthTotalsJson, takeMonthTotals } from "@/lib/facts/read-month-totals";
import { periodReachJson, takePeriodReach } from "@/lib/facts/read-period-reach";
import type { ReportInput } from "@/lib/report/input";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { addMonths, monthOf } from "@/lib/values/calendar-month";
import { type FactMetric, factMetrics } from "@/lib/values/metric";
import type { Window } from "@/lib/values/window";

interface Row extends Record<string, unknown> {
  last_delivery: CalendarDay | null;
  changes: Record<string, string> | null;
  reach: unknown;
  breakdowns: unknown;
  month_totals: unknown;
}

/**
 * What one account's month has beside its days: the newest day with delivery on or before its end (the account's zone), per metric the newest
 * restatement of one of its account-days (R6), what Meta said of the month as a whole: reach, who and where (R8), and what open findings say
 * of the month's sum and of those of the twelve months before. One statement.
 */
export async function readMonthEvents(
  tx: ReadTx,
  accountId: string,
  window: Window,
): Promise<
  Pick<
    ReportInput,
    "lastDelivery" | "lastChanges" | "reach" | "breakdowns" | "monthTotal" | "differingMonths"
  >
> {
  const month = monthOf(window.since);
  const [row] = await tx.execute<Row>(sql`
    select
      (select d.date::text from daily_kpi_data d
        where ad_account_id = ${accountId} and date <= ${window.until}::date and (total_spend > 0 or total_impressions > 0)
        order by d.date desc limit 1) as last_delivery,
      (select jsonb_object_agg(metric, at) from (
        select key as metric, to_char(max(observed_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
        from kpi_restatements, jsonb_object_keys(changes) as key
        where ad_account_id = ${accountId} and campaign_id is null and date between ${window.since}::date and ${window.until}::date
        group by key
      ) newest) as changes,
      ${periodReachJson(accountId, window)} as reach,
      ${monthTotalsJson(accountId, addMonths(month, -12), month)} as month_totals,
      ${breakdownsJson(accountId, window.since)} as breakdowns`);
  const known = Object.entries(row?.changes ?? {}).filter(([metric]) => isFactMetric(metric));
  return {
    lastDelivery: row?.last_delivery ?? null,
    lastChanges: Object.fromEntries(known.map(([metric, at]) => [metric, Temporal.Instant.from(at)])),
    reach: takePeriodReach(row?.reach ?? []),
    ...takeMonthTotals(row?.month_totals, month),
    breakdowns: takeBreakdowns(row?.breakdowns ?? []),
  };
}

function isFactMetric(text: string): text is FactMetric {
  return (factMetrics as readonly string[]).includes(text);
}
