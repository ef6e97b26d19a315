import { sql } from "drizzle-orm";
import type { CollectAccount } from "@/lib/collect/account";
import type { PeriodState } from "@/lib/collect/period/period-state";
import { type StoredUsage, seenUsageOf } from "@/lib/collect/plan/seen-usage";
import type { CollectorTx } from "@/lib/db/database";
import { kpiChoicesSchema } from "@/lib/kpi/choices";
import type { BreakdownKind } from "@/lib/values/breakdown";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { instantOf } from "@/lib/values/instant";
import type { Window } from "@/lib/values/window";

interface Row extends Record<string, unknown> {
  first_day: CalendarDay | null;
  usage: StoredUsage | null;
  reach: readonly { since: CalendarDay; until: CalendarDay; unavailable: string | null; at: string }[];
  reads: readonly {
    kind: BreakdownKind;
    since: CalendarDay;
    until: CalendarDay;
    mapping_version: number | null;
    at: string;
    failed_at: string | null;
  }[];
  versions: readonly { version: number; choices: unknown }[];
}

/**
 * What decides which periods of an account are due: reach of whole months and of the running one, readings of breakdowns, mapping versions.
 * One statement. Months to date of days before the morning of yesterday are left out: nobody reads them again.
 */
export async function readPeriodState(
  tx: CollectorTx,
  account: Pick<CollectAccount, "id" | "clientId">,
  yesterday: CalendarDay,
): Promise<PeriodState> {
  const [row] = await tx.execute<Row>(sql`
    select
      (select min(date)::text from daily_kpi_data where ad_account_id = ${account.id}) as first_day,
      (select usage from ad_accounts where id = ${account.id}) as usage,
      (select coalesce(json_agg(json_build_object('since', since, 'until', until, 'unavailable', unavailable, 'at', observed_at::text)), '[]')
        from period_reach where ad_account_id = ${account.id}
          and (until = (date_trunc('month', until) + interval '1 month - 1 day')::date or until >= ${yesterday}::date - 1)) as reach,
      (select coalesce(json_agg(json_build_object('kind', kind, 'since', since, 'until', until, 'mapping_version', mapping_version,
          'at', observed_at::text, 'failed_at', failed_at::text)), '[]')
        from monthly_breakdown_reads where ad_account_id = ${account.id}) as reads,
      (select coalesce(json_agg(json_build_object('version', version, 'choices', choices)), '[]')
        from kpi_mappings where client_id = ${account.clientId}) as versions`);
  if (!row) throw new Error("unreachable: a select of subselects has one row");
  return {
    firstDay: row.first_day,
    usage: seenUsageOf(row.usage),
    reach: row.reach.map(({ since, until, unavailable, at }) => ({
      window: { since, until },
      unavailable,
      observedAt: instantOf(at),
    })),
    reads: row.reads.map(({ kind, since, until, mapping_version, at, failed_at }) => ({
      kind,
      window: { since, until },
      mappingVersion: mapping_version,
      observedAt: instantOf(at),
      failedAt: instantOf(failed_at),
    })),
    choices: new Map(row.versions.map(({ version, choices }) => [version, kpiChoicesSchema.parse(choices)])),
  };
}

/** Whether the account has impressions on the stored days of the window: then an answer without a row is no zero (R3). */
export async function hasImpressions(tx: CollectorTx, accountId: string, window: Window): Promise<boolean> {
  const found = await tx.execute(sql`
    select 1 from daily_kpi_data
    where ad_account_id = ${accountId} and date between ${window.since} and ${window.until} and total_impressions > 0 limit 1`);
  return found.length > 0;
}
