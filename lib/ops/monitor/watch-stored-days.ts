import { sql } from "drizzle-orm";
import { withAmountKind } from "@/lib/alerts/amount-kind";
import { type ConcernedAccount, causeOf } from "@/lib/alerts/concerned-account";
import type { Wanted } from "@/lib/alerts/wanted";
import type { SystemTx } from "@/lib/db/database";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { monthOf } from "@/lib/values/calendar-month";
import { type DecimalText, parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";

/** Days that are looked back at, as on the day grid. */
const lookBack = 35;

/**
 * "Incomplete Data Detected": days of the last 35 of which only a part is stored, the account's total without a campaign although it says that
 * it matches them, or campaigns without the account's total (incident 7). R4 makes that impossible; this is who would notice.
 */
export async function watchStoredDays(
  tx: SystemTx,
  accounts: readonly ConcernedAccount[],
  now: { toString(): string },
): Promise<Wanted[]> {
  const rows = await tx.execute<{ account_id: string; days: CalendarDay[]; spends: string[] }>(sql`
    with torn as (
      select d.ad_account_id, d.date, d.total_spend from daily_kpi_data d
      where d.date > (${now.toString()}::timestamptz)::date - ${lookBack}::int and d.total_spend > 0 and d.reconciled
        and not exists (select from campaign_daily_kpi_data k where k.ad_account_id = d.ad_account_id and k.date = d.date)
      union all
      select k.ad_account_id, k.date, sum(k.total_spend) from campaign_daily_kpi_data k
      where k.date > (${now.toString()}::timestamptz)::date - ${lookBack}::int
        and not exists (select from daily_kpi_data d where d.ad_account_id = k.ad_account_id and d.date = k.date)
      group by 1, 2)
    select ad_account_id as account_id, array_agg(date::text order by date) as days, array_agg(total_spend::text) as spends
    from torn group by 1`);
  return rows.flatMap(({ account_id: id, days, spends }) => {
    const account = accounts.find(({ accountId }) => accountId === id);
    if (!account) return [];
    const amount: DecimalText = toDecimalText(sum(spends.map(parseDecimal)));
    return {
      clientId: account.clientId,
      check: "incomplete_data" as const,
      subject: "stored",
      cause: causeOf("incomplete_data", account),
      severity: "high" as const,
      message: `Incomplete Data Detected: ${days.join(", ")} are stored only in part.`,
      evidence: withAmountKind({ days }, "spend"),
      months: [...new Set(days.map(monthOf))].sort(),
      amount,
      currency: account.currency,
    };
  });
}
