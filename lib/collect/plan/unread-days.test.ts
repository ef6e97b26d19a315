import fc from "fast-check";
import { expect, test } from "vitest";
import { unreadDays } from "@/lib/collect/plan/unread-days";
import { addDays, parseCalendarDay } from "@/lib/values/calendar-day";
import { contains, daysOf } from "@/lib/values/window";

const start = parseCalendarDay("2023-10-12");

test("every day that no answered window has is unread, whatever was read beside it", () => {
  const read = fc.record({ from: fc.integer({ min: 0, max: 50 }), length: fc.integer({ min: 1, max: 31 }) });
  fc.assert(
    fc.property(fc.array(read, { maxLength: 6 }), (reads) => {
      const wanted = { since: start, until: addDays(start, 59) };
      const windows = reads.map(({ from, length }) => {
        const since = addDays(start, from);
        return { since, until: addDays(since, length - 1) };
      });
      const expected = daysOf(wanted).filter((one) => !windows.some((window) => contains(window, one)));
      expect(unreadDays(wanted, windows)).toEqual(expected.reverse());
    }),
  );
});
