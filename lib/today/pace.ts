import { parseDecimal, toDecimalText } from "@/lib/values/decimal";

/** Spend against the month's budget, for the days that are collected. */
export interface PaceInput {
  /** Budget of the whole month, exact decimal text in the account's currency. */
  readonly budget: string;
  /** Its share of the collected days. */
  readonly due: string;
  /** Per cent over (+) or under (−) that share, exact; null where nothing was due or collected. */
  readonly deviation: string | null;
}

/** Beyond this many per cent the pace is worth a warning, and beyond `paceScale` the bar ends (mocks/staff.md, Tables). */
export const paceWarnsFrom = 15;
export const paceScale = 40;

const digits = 12;

/** Pace of a month: budget × collected days ÷ days of the month is what should be spent by now. null without a budget. Pure. */
export function paceOf(input: {
  readonly budget: string | null;
  readonly spend: string | null;
  readonly days: number;
  readonly calendar: number;
}): PaceInput | null {
  const { budget, spend, days, calendar } = input;
  if (budget === null) return null;
  const due = parseDecimal(budget).times(days).dividedBy(calendar);
  const deviation =
    spend === null || due.isZero()
      ? null
      : toDecimalText(parseDecimal(spend).minus(due).times(100).dividedBy(due).toDecimalPlaces(digits));
  return { budget, due: toDecimalText(due.toDecimalPlaces(digits)), deviation };
}
