import type { CheckedDay, CheckInput, MonthTotal } from "@/lib/checks/check-input";
import { isBefore } from "@/lib/checks/day-line";
import {
  type CheckFinding,
  type CheckOutcome,
  fine,
  found,
  type MonthAnswer,
  type MonthAnswers,
  type UnknownReason,
  unknown,
} from "@/lib/checks/outcome";
import { conversionsSettleAfter, deliverySettlesAfter } from "@/lib/facts/day-state";
import { dayIn, daysBetween } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { currencyOffset } from "@/lib/values/currency";
import { Decimal, sum, toDecimalText, zero } from "@/lib/values/decimal";
import { contains, windowLength } from "@/lib/values/window";

/** Spend and impressions. */
const comparedMetrics = 2;

/**
 * The sum of a month's days against Meta's own total of the same days (subject: the month), for spend and impressions. Only numbers that mean
 * the same moment are compared: the month had settled when its total was read, no day was restated since, and every day was read while the
 * total had this value (after its first reading in a row that gave it) or had settled before. Spend may differ by the rounding of its days, impressions by nothing. Pure.
 */
export function monthTotalDiffers(input: CheckInput): CheckOutcome {
  const judged = input.monthTotals.map((total) => ({ ...total, answer: judge(input, total) }));
  const byMonth = answersByMonth(judged);
  const answers = judged.map(({ answer }) => answer);
  const findings = answers.filter((answer) => typeof answer === "object");
  if (findings.length > 0) return { ...found(oneAMonth(findings)), byMonth };
  if (answers.includes("fine")) return { ...fine, byMonth };
  const reason = answers.find(isUnknown);
  return { ...unknown(reason ?? "no_month_total"), byMonth };
}

type Answer = CheckFinding | "fine" | UnknownReason;
type Judged = Pick<MonthTotal, "month" | "metric"> & { readonly answer: Answer };

/**
 * A month is fine only where both of its totals were compared. An older finding ends where every total that there is agrees: the finding's
 * own is among them, and one that Meta never gave must not keep it open for ever.
 */
function answersByMonth(judged: readonly Judged[]): MonthAnswers {
  const said: { [Month in CalendarMonth]?: MonthAnswer } = {};
  const over: CalendarMonth[] = [];
  for (const month of new Set(judged.map((one) => one.month))) {
    const own = judged.filter((one) => one.month === month);
    const unknownReason = own.map(({ answer }) => answer).find(isUnknown);
    if (own.some(({ answer }) => typeof answer === "object")) said[month] = "finding";
    else if (unknownReason) said[month] = unknownReason;
    else {
      over.push(month);
      said[month] = own.length < comparedMetrics ? "no_month_total" : "fine";
    }
  }
  return { said, over };
}

function isUnknown(answer: Answer): answer is UnknownReason {
  return typeof answer === "string" && answer !== "fine";
}

function judge(input: CheckInput, total: MonthTotal): Answer {
  const { zone, currency } = input;
  const { window, metric, month } = total;
  if (daysBetween(window.until, dayIn(zone, total.observedAt)) <= deliverySettlesAfter)
    return "no_month_total";
  const days = input.days.filter(({ date }) => contains(window, date));
  if (days.length < windowLength(window)) return "days_missing";
  const isOneMoment = days.every((day) => wasReadWithin(day, total) || hadSettled(day, zone));
  if (total.daysChangedSince || !isOneMoment) return "read_at_different_times";
  const added = sum(days.flatMap(({ figures }) => figures[metric] ?? []));
  const difference = total.value.minus(added);
  const rounding = new Decimal(currencyOffset(currency) === 1 ? "0.5" : "0.005").times(days.length + 1);
  if (difference.abs().lte(metric === "total_spend" ? rounding : zero)) return "fine";
  return {
    subject: month,
    severity: "high",
    message: `Incomplete Data Detected: the days of ${month} add up to ${toDecimalText(added)} ${metric}, Meta’s own total is ${toDecimalText(total.value)}.`,
    evidence: {
      metric,
      days: toDecimalText(added),
      meta: toDecimalText(total.value),
      difference: toDecimalText(difference),
      total_read_at: total.observedAt.toString(),
    },
    months: [month],
    amount: metric === "total_spend" ? toDecimalText(difference.abs()) : null,
  };
}

function wasReadWithin({ observedAt }: CheckedDay, total: MonthTotal): boolean {
  return observedAt !== null && isBefore(total.sameSince, observedAt, true);
}

function hadSettled({ date, observedAt }: CheckedDay, zone: string): boolean {
  return observedAt !== null && daysBetween(date, dayIn(zone, observedAt)) >= conversionsSettleAfter;
}

/** A month is one subject: its money first, else its impressions. */
function oneAMonth(findings: readonly CheckFinding[]): CheckFinding[] {
  const byMonth = new Map<string, CheckFinding>();
  for (const finding of findings) {
    const before = byMonth.get(finding.subject);
    if (!before || (before.amount === null && finding.amount !== null)) byMonth.set(finding.subject, finding);
  }
  return [...byMonth.values()];
}
