import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { type EndedAttempt, paintObservations } from "@/lib/facts/observations";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

const day = (text: string) => text as CalendarDay;
const window = (since: string, until: string): Window => ({ since: day(since), until: day(until) });
const attempt = (over: Window, at: string, more: Partial<EndedAttempt> = {}): EndedAttempt => ({
  window: over,
  ok: true,
  willRetry: false,
  endedAt: Temporal.Instant.from(at),
  runId: at,
  ...more,
});

test("a day is as old as the newest good attempt that covers it", () => {
  const { observed } = paintObservations(
    [
      attempt(window("2026-10-03", "2026-10-31"), "2026-11-01T03:10:00Z"),
      attempt(window("2026-10-01", "2026-10-30"), "2026-10-31T03:10:00Z"),
    ],
    window("2026-10-01", "2026-10-31"),
  );
  expect(observed.get(day("2026-10-02"))?.runId).toBe("2026-10-31T03:10:00Z");
  expect(observed.get(day("2026-10-03"))?.runId).toBe("2026-11-01T03:10:00Z");
  expect(observed.size).toBe(31);
});

test("a failed attempt observes nothing and is remembered for the days it was for", () => {
  const { observed, failed } = paintObservations(
    [
      attempt(window("2026-10-30", "2026-10-31"), "2026-11-01T03:10:00Z", { ok: false, willRetry: true }),
      attempt(window("2026-10-31", "2026-10-31"), "2026-11-01T02:10:00Z", { ok: false }),
    ],
    window("2026-10-01", "2026-10-31"),
  );
  expect(observed.size).toBe(0);
  expect([...failed.keys()]).toEqual(["2026-10-30", "2026-10-31"]);
  expect(failed.get(day("2026-10-31"))?.willRetry).toBe(true);
});
