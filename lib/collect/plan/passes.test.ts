import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { passAt } from "@/lib/collect/plan/passes";
import { addDays, dayIn } from "@/lib/values/calendar-day";
import { windowLength } from "@/lib/values/window";

const at = (text: string) => Temporal.Instant.from(text);

test.each([
  // Warsaw is one hour ahead of UTC in November.
  ["Europe/Warsaw", "2026-11-09T02:59:59Z", "noon", "2026-10-31", "2026-11-07"],
  ["Europe/Warsaw", "2026-11-09T03:00:00Z", "morning", "2026-10-11", "2026-11-08"],
  ["Europe/Warsaw", "2026-11-09T10:59:59Z", "morning", "2026-10-11", "2026-11-08"],
  ["Europe/Warsaw", "2026-11-09T11:00:00Z", "noon", "2026-11-01", "2026-11-08"],
  ["Europe/Warsaw", "2026-11-08T03:00:00Z", "sunday", "2026-10-04", "2026-11-07"],
  // C20: at 13:00 UTC it is already tomorrow, 02:00, in Auckland; the day before is not over its own morning yet.
  ["Pacific/Auckland", "2026-11-09T13:00:00Z", "noon", "2026-11-01", "2026-11-08"],
  ["Pacific/Auckland", "2026-11-09T15:00:00Z", "morning", "2026-10-12", "2026-11-09"],
  ["America/Los_Angeles", "2026-11-09T11:59:00Z", "noon", "2026-10-31", "2026-11-07"],
  ["America/Los_Angeles", "2026-11-09T12:00:00Z", "morning", "2026-10-11", "2026-11-08"],
])("C20, incident 12: in %s at %s it is the %s pass over %s to %s", (zone, now, name, since, until) => {
  expect(passAt(zone, at(now))).toMatchObject({ name, window: { since, until } });
});

test("C21 in every zone and on every day that changes the clocks a pass ends yesterday and has all its days", () => {
  const length = { morning: 29, noon: 8, sunday: 35 };
  for (const zone of [
    "Europe/Warsaw",
    "America/Los_Angeles",
    "Pacific/Auckland",
    "Asia/Kolkata",
    "America/St_Johns",
  ]) {
    for (
      let hour = at("2026-03-01T00:00:00Z");
      hour.epochMilliseconds < at("2026-11-15T00:00:00Z").epochMilliseconds;
      hour = hour.add({ hours: 7 })
    ) {
      const pass = passAt(zone, hour);
      expect(windowLength(pass.window)).toBe(length[pass.name]);
      expect(pass.window.until).toBe(addDays(dayIn(zone, pass.startedAt), -1));
      expect(Temporal.Instant.compare(pass.startedAt, hour)).toBeLessThanOrEqual(0);
      expect(pass.startedAt.until(hour).total("hours")).toBeLessThanOrEqual(17);
    }
  }
});

test("F37, incident 11: at the end of a month and of a year the window is text, no midnight moves it", () => {
  expect(passAt("Europe/Warsaw", at("2026-12-31T23:30:00Z")).window.until).toBe("2026-12-30");
  expect(passAt("Europe/Warsaw", at("2027-01-01T03:00:00Z")).window.until).toBe("2026-12-31");
  expect(passAt("Europe/Warsaw", at("2028-03-01T03:00:00Z")).window.until).toBe("2028-02-29");
});

test("incident 46: the newest day collected is yesterday, never the day that has just begun", () => {
  const pass = passAt("Europe/Warsaw", at("2026-11-09T06:00:00Z"));
  expect(pass.window.until).toBe("2026-11-08");
});
