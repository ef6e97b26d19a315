import type { Temporal } from "temporal-polyfill";
import { dayState } from "@/lib/facts/day-state";
import { newestDueDay } from "@/lib/facts/newest-due-day";
import type { AccountMonths, StoredDays } from "@/lib/facts/read-added-days";
import type { LastReads } from "@/lib/facts/read-last-reads";
import { hasNumber, numbersOf } from "@/lib/kpi/added-days";
import { addDays, type CalendarDay, laterDay } from "@/lib/values/calendar-day";
import { type CalendarMonth, monthOf } from "@/lib/values/calendar-month";
import { daysOf, type Window } from "@/lib/values/window";

/** How a client's data stands, gravest first; `until` is the newest day that is due on the account's clocks. */
export type DataState =
  | { readonly kind: "missing"; readonly days: readonly CalendarDay[] }
  | { readonly kind: "unreconciled"; readonly days: readonly CalendarDay[] }
  | { readonly kind: "late"; readonly days: readonly CalendarDay[] }
  /** Every due day is stored, and none of the last seven has spend or impressions. `since`: newest delivery of these months, null for none. */
  | {
      readonly kind: "no_delivery";
      readonly until: CalendarDay;
      readonly since: CalendarDay | null;
      readonly quietFrom: CalendarDay;
    }
  | { readonly kind: "complete"; readonly until: CalendarDay }
  /** No day of these months is due yet. */
  | { readonly kind: "not_due" };

/** Days without delivery in a row from which on silence is worth a word. */
const quietDays = 7;

/**
 * The state of the days of `read`, a month and the one before it, that are due at `now` (grain: account × day, the account's zone): a day without a row
 * is late, missing or failed, never a zero (incident 6).
 */
export function dataStateOf(input: {
  readonly read: Window;
  readonly zone: string;
  readonly collectFrom: CalendarDay;
  readonly now: Temporal.Instant;
  readonly months: Pick<AccountMonths, "days"> & { readonly reads: Pick<LastReads, "failed"> };
}): DataState {
  const { zone, now, read } = input;
  const { days, reads } = input.months;
  const since = laterDay(read.since, input.collectFrom);
  const until = newestDueDay(zone, now);
  if (until < since) return { kind: "not_due" };
  const isStored = storedIn(days);
  const unreconciled = days
    .filter((day) => !day.reconciled && day.date >= since && day.date <= until)
    .map(({ date }) => date);
  const found = { missing: [] as CalendarDay[], late: [] as CalendarDay[] };
  for (const date of daysOf({ since, until })) {
    if (isStored(date)) continue;
    const state = dayState({ date, zone, now, row: null, lastAttempt: reads.failed.get(date) ?? null });
    if (state === "failed" || state === "missing") found.missing.push(date);
    if (state === "late") found.late.push(date);
  }
  if (found.missing.length > 0) return { kind: "missing", days: found.missing };
  if (unreconciled.length > 0) return { kind: "unreconciled", days: unreconciled };
  if (found.late.length > 0) return { kind: "late", days: found.late };
  const delivered = newestOf(days.map((day) => day.delivered));
  const quiet = delivered === null || delivered <= addDays(until, -quietDays);
  return quiet && since <= addDays(until, 1 - quietDays)
    ? { kind: "no_delivery", until, since: delivered, quietFrom: since }
    : { kind: "complete", until };
}

/** Which days have a row: by month, each a day number's bit. */
function storedIn(days: readonly StoredDays[]): (date: CalendarDay) => boolean {
  const months = new Map<CalendarMonth, number>();
  for (const day of days) {
    const month = monthOf(day.date);
    months.set(month, (months.get(month) ?? 0) | numbersOf(day));
  }
  return (date) => hasNumber(months.get(monthOf(date)) ?? 0, Number(date.slice(8)));
}

function newestOf(days: readonly (CalendarDay | null)[]): CalendarDay | null {
  return days.reduce((newest, day) => (day && (!newest || day > newest) ? day : newest), null);
}
