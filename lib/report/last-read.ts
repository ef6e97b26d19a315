import { Temporal } from "temporal-polyfill";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import type { Report } from "@/lib/report/document";
import { type MonthFacts, mayStillChange, type ReadDay } from "@/lib/report/month-facts";
import { addDays, type CalendarDay } from "@/lib/values/calendar-day";

/**
 * The stored day whose read tells how fresh the month is: of the days that Meta may still restate the one read longest ago, so that one
 * day read again makes no month look fresh. Days that are settled are read no more and age no figure; once all are, it is the read that
 * was the newest. null without any row.
 */
export function lastRead(days: readonly ReadDay[]): ReadDay | null {
  const changing = days.filter(mayStillChange);
  const earlier = (a: ReadDay, b: ReadDay) => a.observedAt.epochNanoseconds < b.observedAt.epochNanoseconds;
  const pick = (of: readonly ReadDay[], better: (a: ReadDay, b: ReadDay) => boolean) =>
    of.reduce<ReadDay | null>((best, day) => (best === null || better(day, best) ? day : best), null);
  return changing.length > 0 ? pick(changing, earlier) : pick(days, (a, b) => earlier(b, a));
}

/**
 * From the first stored day whose conversions may still be restated to 28 days after the month's end; null once all are settled. `unread` once
 * that day is over on the account's clocks: nobody has read them since they settled.
 */
export function mayChange(facts: MonthFacts, today: CalendarDay): Report["may_change"] {
  const first = facts.days.find(mayStillChange);
  if (!first) return null;
  const until = addDays(facts.window.until, conversionsSettleAfter);
  return { since: first.date, until, ...(today > until ? { unread: true } : {}) };
}

/** Whether a month whose days Meta may still change was not wholly read in the last 48 hours: then "unchanged" is nothing anybody knows. */
export function isLongUnread(readAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(readAt, now.subtract({ hours: 48 })) < 0;
}

/** For the words about it: `yes` where those days can no longer change at Meta and were not read since. */
export function isUnread(mayChange: NonNullable<Report["may_change"]>): "yes" | "no" {
  return mayChange.unread ? "yes" : "no";
}
