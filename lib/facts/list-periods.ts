import type { Temporal } from "temporal-polyfill";
import { type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf } from "@/lib/values/calendar-month";

/**
 * Months that can be chosen, newest first: from the one the first of these accounts is collected from to the present one of each zone, and
 * those `published` before.
 */
export function listPeriods(
  accounts: readonly { readonly collectFrom: CalendarDay; readonly zone: string }[],
  now: Temporal.Instant,
  published: readonly CalendarMonth[] = [],
): CalendarMonth[] {
  const firsts = accounts.map(({ collectFrom }) => monthOf(collectFrom)).sort();
  const lasts = accounts.map(({ zone }) => monthOf(dayIn(zone, now))).sort();
  const first = firsts[0];
  const last = lasts.at(-1);
  const months = new Set(published);
  if (first && last) for (let month = last; month >= first; month = addMonths(month, -1)) months.add(month);
  return [...months].sort().reverse();
}
