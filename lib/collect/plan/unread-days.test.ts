import fc from "fast-check";
import { expect, test } from "vitest";
import { unreadDays } from "@/lib/collect/plan/unread-days";
import { addDays, parseCalendarDay } from "@/lib/values/calendar-day";
import { contains, daysOf } from "@/lib/values/window";

const oldest = parseCalendarDay("2023-10-12");
const day = parseCalendarDay;

test("C26 days at the edge of Meta's memory, right before a read that began later than asked, are gone and not asked for again", () => {
  const wanted = { since: oldest, until: day("2023-10-20") };
  expect(unreadDays(wanted, [{ since: day("2023-10-14"), until: day("2023-10-20") }], oldest)).toEqual([]);
  expect(unreadDays(wanted, [], oldest)).toHaveLength(9);
});

test("away from the edge every day that no good read covers is unread, whatever was read", () => {
  const start = addDays(oldest, 60);
  const read = fc.record({ from: fc.integer({ min: 0, max: 50 }), length: fc.integer({ min: 1, max: 31 }) });
  fc.assert(
    fc.property(fc.array(read, { maxLength: 6 }), (reads) => {
      const wanted = { since: start, until: addDays(start, 59) };
      const windows = reads.map(({ from, length }) => {
        const since = addDays(start, from);
        return { since, until: addDays(since, length - 1) };
      });
      const expected = daysOf(wanted).filter((one) => !windows.some((window) => contains(window, one)));
      expect(unreadDays(wanted, windows, oldest)).toEqual(expected.reverse());
    }),
  );
});
