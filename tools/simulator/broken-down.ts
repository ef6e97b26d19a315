import { Temporal } from "temporal-polyfill";
import { isHour, optInColumns, optInSince } from "@/tools/simulator/breakdown-columns";
import type { DateRange } from "@/tools/simulator/date-presets";
import type { InsightsParams } from "@/tools/simulator/insights-params";
import { splitRow } from "@/tools/simulator/split-row";
import type { Account, SourceRow } from "@/tools/simulator/world";

/**
 * The rows by the breakdown columns asked for: the account's own where it has such rows, else its rows cut up. Without an error nothing
 * comes for columns the account has not opted in to, and nothing of days that are kept no longer: hours 13 months, frequencies 6
 * (graph-api.md §1.3).
 */
export function brokenDown(
  account: Account,
  params: InsightsParams,
  rows: readonly SourceRow[],
  { since, until }: DateRange,
  observedAt: Temporal.Instant,
): SourceRow[] {
  const columns = params.breakdowns;
  const day = observedAt.toZonedDateTimeISO(account.timeZone).toPlainDate();
  const needsOptIn = columns.some((column) => optInColumns.has(column)) && day.toString() >= optInSince;
  if (needsOptIn && !account.hasOptedIn) return [];
  const months = columns.some(isHour) ? 13 : columns.includes("frequency_value") ? 6 : null;
  const floor = months === null ? since : day.subtract({ months }).toString();
  const own = account.source.breakdownRows?.(columns, since, until, observedAt);
  return (own ?? rows)
    .filter((row) => row.date_start >= floor)
    .flatMap((row) => splitRow(account, withoutIdleLists(row, params), columns));
}

/** Without the action lists that nothing asks for: cutting them up is most of the work. */
function withoutIdleLists(row: SourceRow, { fields, filters, sort }: InsightsParams): SourceRow {
  const needed = /actions?|conversion|roas/;
  if (sort !== null || filters.length > 0 || fields.some((field) => needed.test(field))) return row;
  const { actions: _, action_values: __, conversions: ___, conversion_values: ____, ...rest } = row;
  return rest as SourceRow;
}

/** Whether reach by a breakdown is left out: the range begins more than 13 months ago (graph-api.md §1.3). */
export function leavesReachOut(since: string, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(since, today.subtract({ months: 13 })) < 0;
}
