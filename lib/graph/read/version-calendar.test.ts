import { expect, test } from "vitest";
import { apiVersions, newestVersion, versionEnd } from "@/lib/graph/read/version-calendar";
import { type CalendarDay, parseCalendarDay } from "@/lib/values/calendar-day";

const on = parseCalendarDay;

test("a version's end is told 60 days before, not 61, and goes on being told when it is past", () => {
  expect(versionEnd("v24.0", on("2026-08-06"))).toBeNull();
  expect(versionEnd("v24.0", on("2026-08-07"))).toEqual({ endsOn: "2026-10-06", daysLeft: 60 });
  expect(versionEnd("v24.0", on("2026-10-06"))).toMatchObject({ daysLeft: 0 });
  expect(versionEnd("v24.0", on("2026-11-21"))).toMatchObject({ daysLeft: -46 });
});

test("nothing is said of a version without an announced end, nor of one that the table does not know", () => {
  expect(versionEnd("v26.0", on("2030-01-01"))).toBeNull();
  expect(versionEnd("v99.0", on("2030-01-01"))).toBeNull();
});

test("the table names real days, newest version first", () => {
  const ends = apiVersions.flatMap(({ endsOn }) => endsOn ?? []);
  expect(ends.map((end): CalendarDay => parseCalendarDay(end))).toEqual([...ends].sort().reverse());
  const numbers = apiVersions.map(({ name }) => Number(name.slice(1)));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
});

test("the newest version is the first of the table", () => {
  expect(newestVersion()).toBe("v26.0");
});
