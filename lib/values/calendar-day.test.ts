import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDays, type CalendarDay, dayIn, daysBetween, weekday } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { daysOf } from "@/lib/values/window";

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

test("months are counted as the calendar does, each from its first day to its last", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (date, count) => {
      const month = date.toPlainYearMonth();
      const text = month.toString() as CalendarMonth;
      expect(addMonths(text, count)).toBe(month.add({ months: count }).toString());
      expect(monthWindow(text)).toEqual({
        since: month.toPlainDate({ day: 1 }).toString(),
        until: month.toPlainDate({ day: month.daysInMonth }).toString(),
      });
    }),
    { numRuns: 1_000 },
  );
});

test("a window's days are one after another", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 800 }), (date, count) => {
      const since = date.toString() as CalendarDay;
      const days = daysOf({ since, until: addDays(since, count) });
      expect(days).toEqual(Array.from({ length: count + 1 }, (_, index) => addDays(since, index)));
    }),
    { numRuns: 200 },
  );
});

/** Clocks that move by half an hour, at a minute past midnight, that once left out a day, and that never move. */
const zones = [
  "Europe/Warsaw",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
  "UTC",
];

test.each(zones)(
  "%s: the day of an instant is the zone library's, within a minute of midnight and of every move of the clocks",
  (zone) => {
    let at = Temporal.ZonedDateTime.from(`1987-01-01T00:00[${zone}]`);
    const moves: Temporal.Instant[] = [];
    for (
      let next = at.getTimeZoneTransition("next");
      next && next.year < 2030;
      next = at.getTimeZoneTransition("next")
    ) {
      moves.push(next.toInstant());
      at = next;
    }
    const midnights = Array.from({ length: 400 }, (_, index) =>
      Temporal.PlainDate.from("2011-06-01").add({ days: index }).toZonedDateTime(zone).toInstant(),
    );
    for (const instant of [...moves, ...midnights])
      for (const seconds of [-86_400, -3_660, -60, -1, 0, 1, 59, 3_540, 86_400]) {
        const near = instant.add({ seconds });
        expect(dayIn(zone, near), near.toString()).toBe(
          near.toZonedDateTimeISO(zone).toPlainDate().toString(),
        );
      }
  },
);
