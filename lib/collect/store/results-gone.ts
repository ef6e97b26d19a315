import type { AccountDayRow } from "@/lib/collect/rows/fact-row";
import type { FoundIssue } from "@/lib/collect/rows/illogical";
import type { FactFigures } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type Decimal, toDecimalText, zero } from "@/lib/values/decimal";
import { mappedKpis } from "@/lib/values/metric";

/**
 * F38: days with spend whose `actions` are gone although they had results before. The read was complete, so that it is a restatement and
 * stored as one; when more than half of all results of the account's days went with them, somebody has to look. `before`: figures of the
 * account-days that this read changes. One finding for the window, about its newest such day. Pure.
 */
export function findResultsGone(
  accountDays: readonly AccountDayRow[],
  before: ReadonlyMap<CalendarDay, FactFigures>,
): FoundIssue[] {
  const gone = accountDays.filter(({ date, figures, raw }) => {
    const had = before.get(date);
    return had && !figures.total_spend?.isZero() && !raw.actions?.length && results(had).gt(0);
  });
  const newest = gone
    .map(({ date }) => date)
    .sort()
    .at(-1);
  if (newest === undefined) return [];
  let [was, is] = [zero, zero];
  for (const { date, figures } of accountDays) {
    was = was.plus(results(before.get(date) ?? figures));
    is = is.plus(results(figures));
  }
  if (is.times(2).gte(was)) return [];
  return [
    {
      check: "results_gone",
      subject: newest,
      severity: "high",
      message: `Meta sends no actions any more for ${gone.length === 1 ? newest : `${gone.length} days`} with spend: ${toDecimalText(is)} results instead of ${toDecimalText(was)}.`,
      evidence: { days: gone.map(({ date }) => date), before: toDecimalText(was), now: toDecimalText(is) },
    },
  ];
}

/** Everything that a mapping counts, page views of the funnel too: how much there is, not what it is worth. */
function results(figures: FactFigures): Decimal {
  return mappedKpis.reduce((sum, kpi) => sum.plus(figures[kpi] ?? 0), zero);
}
