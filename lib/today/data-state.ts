import type { Temporal } from "temporal-polyfill";
import { dayState, isDue } from "@/lib/facts/day-state";
import type { EndedAttempt } from "@/lib/facts/observations";
import { paintObservations } from "@/lib/facts/observations";
import type { StoredAccountDay } from "@/lib/facts/read-account-days";
import { addDays, type CalendarDay, dayIn, laterDay } from "@/lib/values/calendar-day";
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
 * The state of the days of `read` that are due at `now` (grain: account × day, the account's zone): a day without a row is late, missing or
 * failed, never a zero (incident 6). Attempts come newest first.
 */
export function dataStateOf(input: {
  readonly read: Window;
  readonly zone: string;
  readonly collectFrom: CalendarDay;
  readonly now: Temporal.Instant;
  readonly days: readonly StoredAccountDay[];
  readonly attempts: readonly EndedAttempt[];
}): DataState {
  const { zone, now, read } = input;
  const since = laterDay(read.since, input.collectFrom);
  const until = newestDue(zone, now);
  if (until < since) return { kind: "not_due" };
  const stored = new Map(input.days.map((day) => [day.date, day]));
  const { observed, failed } = paintObservations(input.attempts, read);
  const found = {
    missing: [] as CalendarDay[],
    unreconciled: [] as CalendarDay[],
    late: [] as CalendarDay[],
  };
  for (const date of daysOf({ since, until })) {
    const day = stored.get(date);
    if (day && observed.has(date)) {
      if (!day.reconciled) found.unreconciled.push(date);
      continue;
    }
    const state = dayState({ date, zone, now, row: null, lastAttempt: failed.get(date) ?? null });
    if (state === "failed" || state === "missing") found.missing.push(date);
    if (state === "late") found.late.push(date);
  }
  if (found.missing.length > 0) return { kind: "missing", days: found.missing };
  if (found.unreconciled.length > 0) return { kind: "unreconciled", days: found.unreconciled };
  if (found.late.length > 0) return { kind: "late", days: found.late };
  const delivered = input.days.findLast(hasDelivery)?.date ?? null;
  const quiet = delivered === null || delivered <= addDays(until, -quietDays);
  return quiet && since <= addDays(until, 1 - quietDays)
    ? { kind: "no_delivery", until, since: delivered, quietFrom: since }
    : { kind: "complete", until };
}

function newestDue(zone: string, now: Temporal.Instant): CalendarDay {
  const yesterday = addDays(dayIn(zone, now), -1);
  return isDue(yesterday, zone, now) ? yesterday : addDays(yesterday, -1);
}

function hasDelivery({ figures }: StoredAccountDay): boolean {
  const ran = (value: { isZero(): boolean } | null) => value !== null && !value.isZero();
  return ran(figures.total_spend) || ran(figures.total_impressions);
}
