import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { defaultLastDay, endOfDay } from "@/lib/sharing/link-expiry";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";

const at = (text: string) => Temporal.Instant.from(text);

test.each([
  ["2026-10", "2026-11-04T08:00:00Z", "2027-01-31"],
  ["2026-11", "2026-12-02T08:00:00Z", "2027-02-28"],
  ["2023-11", "2023-12-02T08:00:00Z", "2024-02-29"],
  // On the day itself it still holds; a day later it is counted from the present month.
  ["2026-07", "2026-10-31T08:00:00Z", "2026-10-31"],
  ["2026-07", "2026-11-01T08:00:00Z", "2027-02-28"],
])("a link to %s made at %s opens until %s", (month, now, day) => {
  expect(defaultLastDay(month as CalendarMonth, at(now), "Europe/Warsaw")).toBe(day);
});

test.each([
  ["2027-01-31", "Europe/Warsaw", "2027-01-31T23:00:00Z"],
  ["2027-01-31", "America/Los_Angeles", "2027-02-01T08:00:00Z"],
  ["2027-01-31", "Asia/Kolkata", "2027-01-31T18:30:00Z"],
  ["2026-10-25", "Europe/Warsaw", "2026-10-25T23:00:00Z"],
])("the day %s ends in %s at %s", (day, zone, instant) => {
  expect(endOfDay(day as CalendarDay, zone).toString()).toBe(instant);
});
