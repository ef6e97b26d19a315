import type { Temporal } from "temporal-polyfill";
import type { LastAttempt } from "@/lib/facts/day-state";
import { type CalendarDay, daysBetween } from "@/lib/values/calendar-day";
import { daysOf, intersect, type Window } from "@/lib/values/window";

/** An attempt at an account's window that has ended. */
export interface EndedAttempt {
  readonly window: Window;
  readonly ok: boolean;
  /** For one that failed or was lost: whether it is tried again without anybody's help. */
  readonly willRetry: boolean;
  readonly endedAt: Temporal.Instant;
  readonly runId: string;
}

/** When a day's row was last read from Meta, and by which run. */
export interface Observation {
  readonly observedAt: Temporal.Instant;
  readonly runId: string;
}

/**
 * Per day of `window`: the finish of the newest good attempt that covers it (architecture.md §4: this is a day's "observed at"), and the
 * last ended attempt that did not store it. `attempts` come newest first.
 */
export function paintObservations(
  attempts: readonly EndedAttempt[],
  window: Window,
): { readonly observed: Map<CalendarDay, Observation>; readonly failed: Map<CalendarDay, LastAttempt> } {
  const observed = new Map<CalendarDay, Observation>();
  const failed = new Map<CalendarDay, LastAttempt>();
  const days = daysOf(window);
  for (const { window: own, ok, endedAt, willRetry, runId } of attempts) {
    const shared = intersect(own, window);
    if (!shared) continue;
    const covered = days.slice(
      daysBetween(window.since, shared.since),
      daysBetween(window.since, shared.until) + 1,
    );
    if (ok) addMissing(observed, covered, { observedAt: endedAt, runId });
    else addMissing(failed, covered, { endedAt, willRetry });
  }
  return { observed, failed };
}

function addMissing<Value>(known: Map<CalendarDay, Value>, days: readonly CalendarDay[], value: Value): void {
  for (const day of days) if (!known.has(day)) known.set(day, value);
}
