import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDays, type CalendarDay, daysBetween, weekday } from "@/lib/values/calendar-day";

const anyDay = fc
  .integer({ min: -200_000, max: 200_000 })
  .map((days) => Temporal.PlainDate.from("1970-01-01").add({ days }));

test("days are counted as the calendar does, over every leap day and turn of a century", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (date, count) => {
      const day = date.toString() as CalendarDay;
      const later = date.add({ days: count });
      expect(addDays(day, count)).toBe(later.toString());
      expect(daysBetween(day, later.toString() as CalendarDay)).toBe(count);
      expect(weekday(day)).toBe(date.dayOfWeek);
    }),
    { numRuns: 2_000 },
  );
});
