import type { Temporal } from "temporal-polyfill";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import { laterDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

/** Meta's floor was never seen more than a few days off (graph-api.md §3.7): a window of one day more that is refused to its last day is gone. */
export const mostClamps = 5;

/** The window without the days that Meta keeps no more; null when nothing is left. */
export function clampToRetention(window: Window, timeZone: string, now: Temporal.Instant): Window | null {
  const since = laterDay(window.since, oldestReadableDay(timeZone, now));
  return since <= window.until ? { since, until: window.until } : null;
}
