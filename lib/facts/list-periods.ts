import type { Temporal } from "temporal-polyfill";
import { type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf } from "@/lib/values/calendar-month";

/** Months that can be chosen: from the one the first of these accounts is collected from to the present one of each zone, newest first. */
export function listPeriods(
  accounts: readonly { readonly collectFrom: CalendarDay; readonly zone: string }[],
  now: Temporal.Instant,
): CalendarMonth[] {
  const firsts = accounts.map(({ collectFrom }) => monthOf(collectFrom)).sort();
  const lasts = accounts.map(({ zone }) => monthOf(dayIn(zone, now))).sort();
  const first = firsts[0];
  const last = lasts.at(-1);
  const months: CalendarMonth[] = [];
  if (!first || !last) return months;
  for (let month = last; month >= first; month = addMonths(month, -1)) months.push(month);
  return months;
}
