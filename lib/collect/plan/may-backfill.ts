import type { Temporal } from "temporal-polyfill";
import type { SeenUsage } from "@/lib/collect/plan/seen-usage";
import { paceOf } from "@/lib/graph/pace/pace";

/** Share of a budget in percent at which a backfill under way stops (graph-api.md §3.7); it begins at less (§6.3). */
const stopsAt = 75;
/** Meta's budgets roll over an hour: what was said earlier says nothing about now (graph-api.md §6.1). */
const holdsMinutes = 60;

/** Whether days older than the pass's own may be read with what is left of the budgets. Pure. */
export function mayBackfill(seen: SeenUsage | null, isUnderWay: boolean, now: Temporal.Instant): boolean {
  if (!seen || seen.at.until(now).total("minutes") >= holdsMinutes) return true;
  if (!isUnderWay) return paceOf(seen.usage).backfill;
  return Math.max(seen.usage.accountPercent ?? 0, seen.usage.appPercent ?? 0) < stopsAt;
}
