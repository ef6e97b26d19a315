import type { CheckedDay, CheckInput, MonthTotal } from "@/lib/checks/check-input";
import { isBefore } from "@/lib/checks/day-line";
import {
  type CheckFinding,
  type CheckOutcome,
  fine,
  found,
  type UnknownReason,
  unknown,
} from "@/lib/checks/outcome";
import { conversionsSettleAfter, deliverySettlesAfter } from "@/lib/facts/day-state";
import { dayIn, daysBetween } from "@/lib/values/calendar-day";
import { currencyOffset } from "@/lib/values/currency";
import { Decimal, sum, toDecimalText, zero } from "@/lib/values/decimal";
import { contains, windowLength } from "@/lib/values/window";

/**
 * The sum of a month's days against Meta's own total of the same days (subject: the month), for spend and impressions. Only numbers that mean
 * the same moment are compared: the month had settled when its total was read, no day was restated since, and every day was read again after
 * the total or had settled before. Spend may differ by the rounding of its days, impressions by nothing. Pure.
 */
export function monthTotalDiffers(input: CheckInput): CheckOutcome {
  const answers = input.monthTotals.map((total) => judge(input, total));
  const findings = answers.filter((answer) => typeof answer === "object");
  if (findings.length > 0) return found(oneAMonth(findings));
  if (answers.includes("fine")) return fine;
  const reason = answers.find(
    (answer): answer is UnknownReason => typeof answer === "string" && answer !== "fine",
  );
  return unknown(reason ?? "no_month_total");
}

function judge(input: CheckInput, total: MonthTotal): CheckFinding | "fine" | UnknownReason {
  const { zone, currency } = input;
  const { window, metric, month } = total;
  if (daysBetween(window.until, dayIn(zone, total.observedAt)) <= deliverySettlesAfter)
    return "no_month_total";
  const days = input.days.filter(({ date }) => contains(window, date));
  if (days.length < windowLength(window)) return "days_missing";
  const isOneMoment = days.every((day) => wasReadAfter(day, total) || hadSettled(day, zone));
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

function wasReadAfter({ observedAt }: CheckedDay, total: MonthTotal): boolean {
  return observedAt !== null && isBefore(total.observedAt, observedAt, true);
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
