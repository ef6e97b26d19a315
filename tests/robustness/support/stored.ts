import type postgres from "postgres";
import { Decimal } from "@/lib/values/decimal";
import { meaningOf } from "@/tests/robustness/answers/judge";
import type { SourceRow } from "@/tools/simulator/world";

/** Stored figures of an account's days that are not exactly what Meta's rows mean, each named; rows too many or too few among them. */
export async function wrongStored(
  sql: postgres.Sql,
  account: string,
  rows: readonly SourceRow[],
  days: { readonly since: string; readonly until: string },
): Promise<string[]> {
  const truth = rows.filter((row) => row.date_start >= days.since && row.date_start <= days.until);
  const stored = await sql<({ date: string; campaign_id: string } & Record<string, string | null>)[]>`
    select c.*, c.date::text as date from campaign_daily_kpi_data c join ad_accounts a on a.id = c.ad_account_id
    where a.external_id = ${account} and c.date between ${days.since} and ${days.until}`;
  const totals = await sql<({ date: string } & Record<string, string | null>)[]>`
    select d.*, d.date::text as date from daily_kpi_data d join ad_accounts a on a.id = d.ad_account_id
    where a.external_id = ${account} and d.date between ${days.since} and ${days.until}`;
  const byKey = new Map(stored.map((row) => [`${row.date} ${row.campaign_id}`, row]));
  const byDate = new Map(totals.map((row) => [row.date, row]));
  const sums = new Map<string, Record<string, Decimal>>();
  const wrong: string[] = [];
  for (const row of truth) {
    const key = `${row.date_start} ${row.campaign_id}`;
    const sum = sums.get(row.date_start) ?? {};
    sums.set(row.date_start, sum);
    for (const [metric, value] of Object.entries(meaningOf(row))) {
      sum[metric] = (sum[metric] ?? new Decimal(0)).plus(value ?? 0);
      const is = byKey.get(key)?.[metric];
      if (is === undefined || is === null || !new Decimal(is).eq(value ?? 0))
        wrong.push(`${key} ${metric}: ${is} not ${value}`);
    }
    byKey.delete(key);
  }
  for (const [date, sum] of sums)
    for (const [metric, value] of Object.entries(sum)) {
      const is = byDate.get(date)?.[metric];
      if (is === undefined || is === null || !value.eq(is))
        wrong.push(`${date} ${metric}: ${is} not ${value.toFixed()}`);
    }
  for (const [key, row] of byKey) if (row.total_spend !== "0") wrong.push(`${key}: not Meta's`);
  return wrong;
}
