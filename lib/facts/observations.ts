import type { Temporal } from "temporal-polyfill";
import type { LastAttempt } from "@/lib/facts/day-state";
import type { CalendarDay } from "@/lib/values/calendar-day";
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
  for (const attempt of attempts) {
    const shared = intersect(attempt.window, window);
    if (!shared) continue;
    for (const day of daysOf(shared)) {
      if (attempt.ok) {
        if (!observed.has(day)) observed.set(day, { observedAt: attempt.endedAt, runId: attempt.runId });
      } else if (!failed.has(day)) {
        failed.set(day, { endedAt: attempt.endedAt, willRetry: attempt.willRetry });
      }
    }
  }
  return { observed, failed };
}
