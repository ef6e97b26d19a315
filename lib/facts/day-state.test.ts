import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { dayState, expectedDays, isDue } from "@/lib/facts/day-state";
import { parseCalendarDay as day } from "@/lib/values/calendar-day";
import { parseCalendarMonth as month } from "@/lib/values/calendar-month";

const warsaw = "Europe/Warsaw";
/** An instant by the clocks of a zone. */
const at = (local: string, zone = warsaw) => Temporal.ZonedDateTime.from(`${local}[${zone}]`).toInstant();

describe("a day without a row (product.md, States)", () => {
  const state = (now: string, attempt: { endedAt: string; willRetry: boolean } | null) =>
    dayState({
      date: day("2026-10-17"),
      zone: warsaw,
      now: at(now),
      row: null,
      lastAttempt: attempt && { endedAt: at(attempt.endedAt), willRetry: attempt.willRetry },
    });
  const retries = { endedAt: "2026-10-18T04:10", willRetry: true };
  const gaveUp = { endedAt: "2026-10-18T04:10", willRetry: false };
  const beforeDue = { endedAt: "2026-10-18T02:00", willRetry: true };

  type Attempt = Parameters<typeof state>[1];
  test.each<[string, Attempt, string | null, string]>([
    ["2026-10-17T23:00", null, null, "not over"],
    ["2026-10-18T03:59", null, null, "over, not yet due"],
    ["2026-10-18T03:59", gaveUp, null, "not due, whatever was tried"],
    ["2026-10-18T04:00", null, "late", "due, not yet tried"],
    ["2026-10-18T11:59", null, "late", "still in time"],
    ["2026-10-18T11:59", retries, "late", "a retry is planned"],
    ["2026-10-18T04:11", gaveUp, "failed", "an error that does not retry by itself is said at once"],
    ["2026-10-18T12:00", retries, "failed", "tried, and noon has come"],
    ["2026-10-18T12:00", null, "missing", "never tried, and noon has come"],
    ["2026-10-18T12:00", beforeDue, "missing", "not tried since it fell due"],
    ["2026-12-01T09:00", null, "missing", "long ago"],
    ["2026-12-01T09:00", gaveUp, "failed", "long ago, given up"],
  ])("at %s, last attempt %j: %s (%s)", (now, attempt, expected) => {
    expect(state(now, attempt)).toBe(expected);
  });
});

describe("a day with a row", () => {
  const state = (observed: string, reconciled = true) =>
    dayState({
      date: day("2026-10-01"),
      zone: warsaw,
      now: at("2026-12-01T09:00"),
      row: { observedAt: at(observed), reconciled },
      lastAttempt: null,
    });

  test("is provisional until it was read on its 28th day after, by the account's calendar", () => {
    expect(state("2026-10-28T23:59")).toBe("provisional");
    expect(state("2026-10-29T00:00")).toBe("settled");
  });

  test("is unreconciled before anything else, also once settled", () => {
    expect(state("2026-10-02T04:10", false)).toBe("unreconciled");
    expect(state("2026-11-29T04:10", false)).toBe("unreconciled");
  });

  test("stays what it is when a later attempt failed: the stored row is untouched (R4)", () => {
    const lastAttempt = { endedAt: at("2026-10-20T04:10"), willRetry: false };
    const row = { observedAt: at("2026-10-19T04:10"), reconciled: true };
    expect(
      dayState({ date: day("2026-10-17"), zone: warsaw, now: at("2026-10-20T09:00"), row, lastAttempt }),
    ).toBe("provisional");
  });
});

describe("expected days", () => {
  const expected = (now: Temporal.Instant, collectFrom = "2025-01-01", zone = warsaw) =>
    expectedDays(month("2026-10"), day(collectFrom), now, zone);

  test("run from the later of month start and collect_from to the newest day that is due", () => {
    expect(expected(at("2026-10-11T03:59"))).toEqual({ since: "2026-10-01", until: "2026-10-09" });
    expect(expected(at("2026-10-11T04:00"))).toEqual({ since: "2026-10-01", until: "2026-10-10" });
    expect(expected(at("2026-10-11T04:00"), "2026-10-05")).toEqual({
      since: "2026-10-05",
      until: "2026-10-10",
    });
    expect(expected(at("2027-03-01T04:00"))).toEqual({ since: "2026-10-01", until: "2026-10-31" });
  });

  test("are none before the first is due, and none where collection began later", () => {
    expect(expected(at("2026-10-01T12:00"))).toBeNull();
    expect(expected(at("2026-11-09T12:00"), "2026-11-01")).toBeNull();
  });

  test("incident 12: are counted on the account's clocks, not in UTC", () => {
    const now = Temporal.Instant.from("2026-10-31T15:30:00Z");
    expect(expected(now, "2025-01-01", "Pacific/Auckland")?.until).toBe("2026-10-31");
    expect(expected(now, "2025-01-01", "Europe/Warsaw")?.until).toBe("2026-10-30");
    expect(expected(now, "2025-01-01", "America/Los_Angeles")?.until).toBe("2026-10-30");
  });

  test("C21 both days of a clock change fall due at 04:00 on the account's clocks", () => {
    expect(isDue(day("2026-10-24"), warsaw, Temporal.Instant.from("2026-10-25T02:59:00Z"))).toBe(false);
    expect(isDue(day("2026-10-24"), warsaw, Temporal.Instant.from("2026-10-25T03:00:00Z"))).toBe(true);
    expect(isDue(day("2026-03-28"), warsaw, Temporal.Instant.from("2026-03-29T01:59:00Z"))).toBe(false);
    expect(isDue(day("2026-03-28"), warsaw, Temporal.Instant.from("2026-03-29T02:00:00Z"))).toBe(true);
  });
});
