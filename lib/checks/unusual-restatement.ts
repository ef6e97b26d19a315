import type { CheckInput, SeenRestatement } from "@/lib/checks/check-input";
import { type DayLine, hoursSince, monthsOf } from "@/lib/checks/day-line";
import { type CheckFinding, type CheckOutcome, found, unknown } from "@/lib/checks/outcome";
import { conversionsSettleAfter, deliverySettlesAfter } from "@/lib/facts/day-state";
import { type CalendarDay, dayIn, daysBetween } from "@/lib/values/calendar-day";
import { Decimal, sum, toDecimalText } from "@/lib/values/decimal";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

/** Days after which nearly all conversions of a day have come in: Meta counts them for a week after the click. */
const conversionsArriveIn = 7;
const delivery: ReadonlySet<FactMetric> = new Set<FactMetric>([
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
  const recent = recentOf(input);
  return found(factMetrics.flatMap((metric) => judge(input, line, metric, recent) ?? []));
}

/** A restatement with the days between its day and the reading that brought it. */
interface Aged extends SeenRestatement {
  readonly age: number;
}

function recentOf({ restatements, thresholds, zone, now }: CheckInput): Aged[] {
  return restatements
    .filter(({ observedAt }) => hoursSince(observedAt, now) <= thresholds.restated_days * 24)
    .map((one) => ({ ...one, age: daysBetween(one.date, dayIn(zone, one.observedAt)) }));
}

function judge(
  input: CheckInput,
  line: DayLine,
  metric: FactMetric,
  recent: readonly Aged[],
): CheckFinding | null {
  const { thresholds } = input;
  const changes = changesOf(recent, metric);
  const unusual = unusualOf(input, line, metric, changes, thresholds.restated_delivery_share);
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

/** A booking's value is as large as the booking: it says nothing that the count does not. */
function unusualOf(
  input: CheckInput,
  line: DayLine,
  metric: FactMetric,
  changes: readonly Change[],
  deliveryShare: number,
): readonly Change[] {
  if (metric === "reservation_value") return [];
  if (delivery.has(metric)) return changes.filter((change) => shareOf(change).gt(deliveryShare));
  return unusualCounts(input, line, metric, changes);
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
  return from.isZero() ? new Decimal(moved.isZero() ? 0 : 1) : moved.dividedBy(from);
}

function changesOf(recent: readonly Aged[], metric: FactMetric): Change[] {
  const settles = delivery.has(metric) ? deliverySettlesAfter : conversionsArriveIn;
  const byDate = new Map<CalendarDay, Change>();
  for (const { date, changes, age } of recent) {
    const change = changes[metric];
    if (!change || age <= settles) continue;
    byDate.set(date, { date, from: byDate.get(date)?.from ?? change.from, to: change.to });
  }
  return [...byDate.values()];
}
