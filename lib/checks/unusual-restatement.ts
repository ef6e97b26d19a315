import type { CheckInput, SeenRestatement } from "@/lib/checks/check-input";
import { type DayLine, hoursSince, monthsOf } from "@/lib/checks/day-line";
import { type CheckFinding, type CheckOutcome, found, unknown } from "@/lib/checks/outcome";
import { conversionsSettleAfter, deliverySettlesAfter } from "@/lib/facts/day-state";
import { type CalendarDay, dayIn, daysBetween } from "@/lib/values/calendar-day";
import { type Decimal, Decimal as DecimalOf, sum, toDecimalText } from "@/lib/values/decimal";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

/** Days after which nearly all conversions of a day have come in: Meta counts them for a week after the click. */
const conversionsArriveIn = 7;
const money: ReadonlySet<FactMetric> = new Set<FactMetric>([
  "total_spend",
  "total_impressions",
  "total_clicks",
  "link_clicks",
]);

/** What became of one day's metric over the looked-at readings: the first old value and the newest. */
interface Change {
  readonly date: CalendarDay;
  readonly from: Decimal;
  readonly to: Decimal;
}

/**
 * A restatement that is more than Meta's ordinary corrections (subject: the metric), among those of the last `restated_days` days. Of days
 * older than three: money or delivery that changed by `restated_delivery_share` of the day. Of days older than a week: conversions of one day
 * by `restated_day_share`, or of all days together by `restated_sum_share` of four weeks, and by `conversions_least` at least. Late conversions
 * trickle in below that every night. Pure.
 */
export function unusualRestatement(input: CheckInput, line: DayLine): CheckOutcome {
  if (line.newestStored === null) return unknown("never_read");
  return found(factMetrics.flatMap((metric) => judge(input, line, metric) ?? []));
}

function judge(input: CheckInput, line: DayLine, metric: FactMetric): CheckFinding | null {
  const { thresholds } = input;
  const changes = changesOf(input, metric);
  const unusual = money.has(metric)
    ? changes.filter((change) => shareOf(change).gt(thresholds.restated_delivery_share))
    : metric === "reservation_value"
      ? []
      : unusualCounts(input, line, metric, changes);
  if (unusual.length === 0) return null;
  const dates = unusual.map(({ date }) => date).sort();
  const [from, to] = [sum(unusual.map((one) => one.from)), sum(unusual.map((one) => one.to))];
  return {
    subject: metric,
    severity: "normal",
    message: `Unusual restatement: ${metric} of ${dates.join(", ")} from ${toDecimalText(from)} to ${toDecimalText(to)}.`,
    evidence: {
      days: dates,
      from: toDecimalText(from),
      to: toDecimalText(to),
      difference: toDecimalText(to.minus(from)),
    },
    months: monthsOf(dates),
    amount: metric === "total_spend" ? toDecimalText(to.minus(from).abs()) : null,
  };
}

function unusualCounts(
  { thresholds }: CheckInput,
  line: DayLine,
  metric: FactMetric,
  changes: readonly Change[],
): readonly Change[] {
  const least = thresholds.conversions_least;
  const alone = changes.filter(
    (change) =>
      change.to.minus(change.from).abs().gte(least) && shareOf(change).gt(thresholds.restated_day_share),
  );
  if (alone.length > 0) return alone;
  const moved = sum(changes.map(({ from, to }) => to.minus(from))).abs();
  const all = sum(
    Array.from({ length: conversionsSettleAfter }, (_, age) => line.at(age)?.figures[metric]).flatMap(
      (value) => value ?? [],
    ),
  );
  return moved.gte(least) && moved.gt(all.times(thresholds.restated_sum_share)) ? changes : [];
}

/** Of what was there before; everything, where there was nothing. */
function shareOf({ from, to }: Change): Decimal {
  const moved = to.minus(from).abs();
  return from.isZero() ? new DecimalOf(moved.isZero() ? 0 : 1) : moved.dividedBy(from);
}

function changesOf({ restatements, thresholds, zone, now }: CheckInput, metric: FactMetric): Change[] {
  const settles = money.has(metric) ? deliverySettlesAfter : conversionsArriveIn;
  const isLookedAt = ({ date, observedAt }: SeenRestatement) =>
    hoursSince(observedAt, now) <= thresholds.restated_days * 24 &&
    daysBetween(date, dayIn(zone, observedAt)) > settles;
  const byDate = new Map<CalendarDay, Change>();
  for (const restatement of restatements.filter(isLookedAt)) {
    const change = restatement.changes[metric];
    if (!change) continue;
    const before = byDate.get(restatement.date);
    byDate.set(restatement.date, {
      date: restatement.date,
      from: before?.from ?? change.from,
      to: change.to,
    });
  }
  return [...byDate.values()];
}
