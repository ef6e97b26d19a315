import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { chosenOn } from "@/lib/facts/read-report-clients";
import { type KpiChoices, unresolvedChoices } from "@/lib/kpi/choices";
import type { CalendarDay } from "@/lib/values/calendar-day";

const version = (at: string, type: string | null, since = "2025-01-01") => ({
  at: Temporal.Instant.from(at),
  choices: {
    ...unresolvedChoices,
    leads: type && { list: "actions", type, measured_since: since as CalendarDay },
  } as KpiChoices,
});

test("a choice is as old as the version since which it stands without a break, on the account's clock", () => {
  const versions = [
    version("2026-09-01T10:00:00Z", "lead", "2025-03-01"),
    version("2026-05-31T23:30:00Z", "lead"),
    version("2026-03-01T10:00:00Z", "other"),
    version("2026-01-01T10:00:00Z", "lead"),
  ];
  expect(chosenOn(versions, "Europe/Warsaw")).toEqual({ leads: "2026-06-01" });
  expect(chosenOn(versions, "America/Los_Angeles")).toEqual({ leads: "2026-05-31" });
});

test("a choice that never changed is as old as the first version", () => {
  expect(
    chosenOn([version("2026-09-01T10:00:00Z", "lead"), version("2026-01-01T10:00:00Z", "lead")], "UTC"),
  ).toEqual({
    leads: "2026-01-01",
  });
});

test("what is not chosen now has no day, and neither has a client without a mapping", () => {
  expect(
    chosenOn([version("2026-09-01T10:00:00Z", null), version("2026-01-01T10:00:00Z", "lead")], "UTC"),
  ).toEqual({});
  expect(chosenOn([], "UTC")).toEqual({});
});
