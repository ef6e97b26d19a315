import type { Temporal } from "temporal-polyfill";
import { leavesReachOut } from "@/tools/simulator/broken-down";
import type { InsightsParams } from "@/tools/simulator/insights-params";
import type { Node } from "@/tools/simulator/insights-rows";
import type { Account, SourceRow } from "@/tools/simulator/world";

/** The row with the reach the account's script has for exactly its days, or without any where Meta tells none. */
export function withReach(
  account: Account,
  node: Node,
  { breakdowns, level, filters, ranges }: InsightsParams,
  row: SourceRow,
  observedAt: Temporal.Instant,
): SourceRow {
  if (breakdowns.length > 0) {
    const today = observedAt.toZonedDateTimeISO(account.timeZone).toPlainDate();
    return ranges.some(({ since }) => leavesReachOut(since, today)) ? without(row) : row;
  }
  const whole = level === "account" && node.kind === "account" && filters.length === 0;
  if (!whole && level !== "campaign") return row;
  const said = account.source.periodReach?.find(
    ({ since, until, campaign_id }) =>
      since === row.date_start &&
      until === row.date_stop &&
      campaign_id === (whole ? undefined : row.campaign_id),
  );
  if (!said) return row;
  return said.reach === null ? without(row) : { ...row, reach: said.reach };
}

/** Without the people counted once, and what follows from them. */
function without(row: SourceRow): SourceRow {
  const kept = Object.entries(row).filter(([field]) => field !== "reach" && !field.startsWith("unique_"));
  return Object.fromEntries(kept) as SourceRow;
}
