import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { clampToRetention } from "@/lib/collect/retention";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const at = (text: string) => Temporal.Instant.from(text);
const day = parseCalendarDay;

test.each([
  ["Europe/Warsaw", "2026-11-09T06:00:00Z", "2023-10-12"],
  // F37: 31 March less 37 months is the last day of February.
  ["Europe/Warsaw", "2026-03-31T06:00:00Z", "2023-03-03"],
  // Before and after midnight in the account's zone, not in UTC.
  ["Pacific/Auckland", "2026-11-09T10:59:00Z", "2023-10-12"],
  ["Pacific/Auckland", "2026-11-09T11:01:00Z", "2023-10-13"],
])("C26, F37: in %s at %s the oldest day asked for is %s", (zone, now, oldest) => {
  expect(oldestReadableDay(zone, at(now))).toBe(oldest);
});

test("C26 a window is cut at the floor; one that lies wholly before it is nothing", () => {
  const now = at("2026-11-09T06:00:00Z");
  const cut = clampToRetention({ since: day("2020-01-01"), until: day("2023-10-20") }, "Europe/Warsaw", now);
  expect(cut).toEqual({ since: "2023-10-12", until: "2023-10-20" });
  expect(
    clampToRetention({ since: day("2020-01-01"), until: day("2023-10-11") }, "Europe/Warsaw", now),
  ).toBeNull();
});
