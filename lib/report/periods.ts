import type { Temporal } from "temporal-polyfill";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import type { MissingReason } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import type { MonthFacts } from "@/lib/report/month-facts";
import { dayIn, daysBetween, laterDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** Something that was asked of Meta for whole days together. */
interface AskedPeriod {
  readonly window: Window;
  readonly observedAt: Temporal.Instant;
}

/**
 * Whether an answer is about exactly the days that the month shows (R8): from the later of its first day and `collect_from` to its end; while
 * the month is open, to whatever yesterday was when it was asked, which is printed beside it.
 */
export function isAboutMonth({ window }: AskedPeriod, facts: MonthFacts, input: ReportInput): boolean {
  const since = laterDay(facts.window.since, input.account.collectFrom);
  if (window.since !== since || window.until > facts.window.until) return false;
  // Once its last day is due the month is over, and a figure of a part of it is none of the month's.
  return window.until === facts.window.until || facts.expected?.until !== facts.window.until;
}

/** `settled` once it was read 28 days after its last day (product.md, States: reach is settled after 28). */
export function periodState(
  { window, observedAt }: AskedPeriod,
  { account }: ReportInput,
): "provisional" | "settled" {
  const readOn = dayIn(account.zone, observedAt);
  return daysBetween(window.until, readOn) >= conversionsSettleAfter ? "settled" : "provisional";
}

/** The words of the facts for the document: what Meta does not give, what it keeps no more, and what could not be read. */
export function missingReason(unavailable: string): MissingReason {
  if (unavailable === "not_reported") return "not_reported";
  return unavailable === "older_than_13_months" ? "not_kept" : "failed";
}
