import type { CheckInput } from "@/lib/checks/check-input";
import { type DayLine, hoursSince, monthsOf } from "@/lib/checks/day-line";
import { type CheckOutcome, fine, found, unknown } from "@/lib/checks/outcome";
import type { CalendarDay } from "@/lib/values/calendar-day";

/**
 * Three checks over which days are stored. Every missing day is named by exactly one of them: the newest one by `yesterday_late`, several
 * newest ones by `data_stale`, holes before a stored day by `days_missing`. Pure.
 */

/** Yesterday has no row at `late_at` although the day before has (subject: the day). */
export function yesterdayLate(input: CheckInput, line: DayLine): CheckOutcome {
  if (line.newest < input.collectFrom) return unknown("nothing_due");
  const [first, second] = newestMissing(input, line);
  if (first === undefined || second !== undefined) return fine;
  return found([
    {
      subject: first,
      severity: "normal",
      message: `${first} was not collected by ${input.thresholds.late_at}.`,
      evidence: { days: [first], ...lastError(input, first) },
      months: monthsOf([first]),
      amount: null,
    },
  ]);
}

/** Neither yesterday nor the day before has a row (subject: `account`): since when, and all days of it. */
export function dataStale(input: CheckInput, line: DayLine): CheckOutcome {
  if (line.newest < input.collectFrom) return unknown("nothing_due");
  const days = newestMissing(input, line).reverse();
  const [first] = days;
  if (first === undefined || days.length < 2) return fine;
  return found([
    {
      subject: "account",
      severity: "high",
      message: `No data since ${first}: ${days.length} days are missing.`,
      evidence: { days, ...lastError(input, line.newest) },
      months: monthsOf(days),
      amount: null,
    },
  ]);
}

/**
 * Missing days in the last `missing_days` that lie before a stored one (subject: `account`). While a new account's older days are being caught
 * up, and of days that Meta does not answer (`named_gap`), nothing is said here.
 */
export function daysMissing(input: CheckInput, line: DayLine): CheckOutcome {
  const { thresholds, collectFrom, firstReadAt, now } = input;
  if (line.newest < collectFrom) return unknown("nothing_due");
  if (line.newestStored === null || firstReadAt === null) return unknown("never_read");
  const isCatchingUp = hoursSince(firstReadAt, now) < thresholds.catch_up_days * 24;
  const last = isCatchingUp ? Math.min(line.length, thresholds.missing_days) : thresholds.missing_days;
  const days: CalendarDay[] = [];
  for (let age = line.newestStored + 1; age < last; age += 1) {
    if (line.at(age)) continue;
    const date = line.dateAt(age);
    if (date >= collectFrom && !input.namedGaps.has(date)) days.push(date);
  }
  if (days.length === 0) return fine;
  days.reverse();
  return found([
    {
      subject: "account",
      severity: "high",
      message: `Incomplete Data Detected: ${days.length === 1 ? days[0] : `${days.length} days`} missing in the last ${thresholds.missing_days}.`,
      evidence: { days, ...lastError(input, days.at(-1) ?? line.newest) },
      months: monthsOf(days),
      amount: null,
    },
  ]);
}

/** The newest expected days in a row that have no row, newest first; days that Meta does not answer are no part of it. */
function newestMissing({ collectFrom, namedGaps, thresholds }: CheckInput, line: DayLine): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let age = 0; age < (line.newestStored ?? thresholds.missing_days); age += 1) {
    const date = line.dateAt(age);
    if (date < collectFrom) break;
    if (!namedGaps.has(date)) days.push(date);
  }
  return days;
}

function lastError({ failed }: CheckInput, day: CalendarDay): { readonly tried: string | null } {
  return { tried: failed.get(day)?.endedAt.toString() ?? null };
}
