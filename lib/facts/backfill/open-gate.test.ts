import fc from "fast-check";
import { expect, test } from "vitest";
import { findOpenGate, gateDays } from "@/lib/facts/backfill/open-gate";
import { addDays, parseCalendarDay } from "@/lib/values/calendar-day";
import { daysOf } from "@/lib/values/window";

const newest = parseCalendarDay("2026-11-08");
const first = parseCalendarDay("2023-10-12");
const except = (...bad: string[]) => ({ newest, first, isGood: (day: string) => !bad.includes(day) });

test.each([
  [["2026-11-08"], "day", "2026-11-08", ["2026-11-08"]],
  [["2026-11-07", "2026-11-02"], "week", "2026-11-02", ["2026-11-07", "2026-11-02"]],
  [["2026-11-01"], "month", "2026-10-10", ["2026-11-01"]],
  [["2026-10-10"], "month", "2026-10-10", ["2026-10-10"]],
  [["2026-10-09"], "all", "2023-10-12", []],
])(
  "a new client whose days %j are not good is at the gate %s, which reaches back to %s",
  (bad, name, since, holding) => {
    expect(findOpenGate(except(...bad))).toEqual({ name, since, holding });
  },
);

test("days before the first expected one belong to no gate: a client of three days passes the week with three", () => {
  const since = parseCalendarDay("2026-11-06");
  const stored = new Set(daysOf({ since, until: newest }));
  expect(findOpenGate({ newest, first: since, isGood: (day) => stored.has(day) }).name).toBe("all");
  expect(findOpenGate({ newest, first: addDays(newest, 1), isGood: () => false }).name).toBe("all");
});

test("whatever is stored: no day before the open gate may be read while a day of it is not good, and every good day only opens more", () => {
  const history = fc.record({
    length: fc.integer({ min: 1, max: 60 }),
    bad: fc.uniqueArray(fc.integer({ min: 0, max: 59 })),
    mended: fc.integer({ min: 0, max: 59 }),
  });
  fc.assert(
    fc.property(history, ({ length, bad, mended }) => {
      const oldest = addDays(newest, 1 - length);
      const of = (ages: readonly number[]) => {
        const days = new Set(ages.map((age) => addDays(newest, -age)));
        return findOpenGate({ newest, first: oldest, isGood: (day) => !days.has(day) });
      };
      const gate = of(bad);
      const within = bad.filter((age) => age < length);
      if (gate.name === "all") {
        expect(within.every((age) => age >= gateDays.month)).toBe(true);
        expect(gate.since).toBe(oldest);
      } else {
        expect(gate.holding.length).toBeGreaterThan(0);
        expect(gate.holding.every((day) => day >= gate.since && day <= newest)).toBe(true);
        const before = { day: 0, week: gateDays.day, month: gateDays.week }[gate.name];
        expect(within.every((age) => age >= before)).toBe(true);
      }
      const later = of(bad.filter((age) => age !== mended));
      expect(later.since <= gate.since).toBe(true);
    }),
  );
});
