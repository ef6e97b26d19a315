import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { ReadTx } from "@/lib/db/database";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import { findOpenGate, gateDays, type OpenGate } from "@/lib/facts/backfill/open-gate";
import { addDays, type CalendarDay, laterDay } from "@/lib/values/calendar-day";

/**
 * Which gate of the account's backfill is open (architecture.md §6.8), from rows alone, so that a kill at any moment changes nothing. Gates
 * are counted from the newest day of the account's first pass; `newest` stands for it while there was none. Days read by hand count as well.
 */
export async function readOpenGate(
  tx: ReadTx,
  account: { readonly id: string; readonly collectFrom: CalendarDay; readonly timeZone: string },
  newest: CalendarDay,
  now: Temporal.Instant,
): Promise<OpenGate> {
  const [begun] = await tx.execute<{ until: CalendarDay }>(sql`
    select p.until::text from collection_attempts a
      join collection_runs r on r.id = a.run_id
      join collection_run_accounts p on p.run_id = a.run_id and p.ad_account_id = a.ad_account_id
    where a.ad_account_id = ${account.id} and r.pass <> 'range' order by a.started_at limit 1`);
  const start = begun?.until ?? newest;
  // An unreconciled day was read twice before it was stored (R7); named it is by its finding.
  const good = await tx.execute<{ day: CalendarDay }>(sql`
    select f.date::text as day from daily_kpi_data f
    where f.ad_account_id = ${account.id} and f.date between ${addDays(start, 1 - gateDays.month)} and ${start}
      and (f.reconciled or exists (
        select from findings n where n.ad_account_id = f.ad_account_id and n.check_key = 'campaign_sum_differs'
          and left(n.subject, 10) = f.date::text))`);
  const days = new Set(good.map(({ day }) => day));
  return findOpenGate({
    newest: start,
    first: laterDay(account.collectFrom, oldestReadableDay(account.timeZone, now)),
    isGood: (day) => days.has(day),
  });
}
