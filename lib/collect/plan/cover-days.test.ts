import fc from "fast-check";
import { expect, test } from "vitest";
import { coverDays, hullOf, longestWindow } from "@/lib/collect/plan/cover-days";
import { addDays, parseCalendarDay } from "@/lib/values/calendar-day";
import { contains, daysOf, windowLength } from "@/lib/values/window";

const newest = parseCalendarDay("2026-11-08");
const ages = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 });
const daysAt = (list: readonly number[]) =>
  [...list].sort((a, b) => a - b).map((age) => addDays(newest, -age));

test("any days: every one in exactly one window, newest first, none over 31 days, and no closed day in any", () => {
  fc.assert(
    fc.property(ages, ages, (wantedAges, closedAges) => {
      const closed = new Set(daysAt(closedAges));
      const wanted = daysAt(wantedAges).filter((day) => !closed.has(day));
      const windows = coverDays(wanted, (day) => closed.has(day));
      for (const day of wanted) expect(windows.filter((window) => contains(window, day))).toHaveLength(1);
      for (const [index, window] of windows.entries()) {
        expect(windowLength(window)).toBeLessThanOrEqual(longestWindow);
        expect(daysOf(window).some((day) => closed.has(day))).toBe(false);
        const newer = windows[index - 1];
        if (newer) expect(window.until < newer.since).toBe(true);
      }
      const [first, ...others] = windows;
      if (first) expect(hullOf([first, ...others])).toEqual({ since: wanted.at(-1), until: wanted[0] });
    }),
  );
});

test("35 days in a row are 31 and 4; a day that must not be asked for parts a window", () => {
  const row = daysOf({ since: addDays(newest, -34), until: newest }).reverse();
  expect(coverDays(row).map(windowLength)).toEqual([31, 4]);
  const gap = addDays(newest, -10);
  expect(
    coverDays(
      row.filter((day) => day !== gap),
      (day) => day === gap,
    ).map(windowLength),
  ).toEqual([10, 24]);
});
