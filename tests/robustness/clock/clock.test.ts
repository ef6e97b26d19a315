import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { coverDays } from "@/lib/collect/plan/cover-days";
import { passAt } from "@/lib/collect/plan/passes";
import { clampToRetention } from "@/lib/collect/retention";
import { oldestReadableDay } from "@/lib/facts/backfill/oldest-readable-day";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { daysOf } from "@/lib/values/window";
import {
  changesOfClock,
  momentOf,
  monthsBefore,
  textOf,
  wallTime,
  weekdayOf,
} from "@/tests/robustness/clock/wall-clock";
import { ordeal, patience, report } from "@/tests/robustness/support/ordeal";

const { count, isLong, replay } = ordeal("clock", 3);
const zones = [
  "Europe/Warsaw",
  "America/Los_Angeles",
  "Pacific/Auckland",
  "Asia/Kolkata",
  "America/St_Johns",
  // Half an hour of summer time; clocks that change at midnight; a quarter of an hour; summer time turned round for Ramadan.
  ...(isLong ? ["Australia/Lord_Howe", "America/Santiago", "Pacific/Chatham", "Africa/Casablanca"] : []),
];
const first = Date.UTC(2020, 0, 1) / 86_400_000;
const last = Date.UTC(2029, 11, 31) / 86_400_000;

/** Hours by which the clock of the machine is wrong: −26, 0 and 26, in the long form every hour between (53 of them). */
const skews =
  count === 3 ? [-26, 0, 26] : Array.from({ length: count }, (_, index) => index - Math.floor(count / 2));

const lookBack = { morning: 29, noon: 8, sunday: 35 } as const;
const [morning, noon] = [4 * 60, 12 * 60];

/** The pass that an account is in, reckoned from what its clocks show. */
function expectedPass(zone: string, ms: number) {
  const { day, minutes } = wallTime(zone, ms);
  const before = minutes < morning;
  const today = before ? day - 1 : day;
  const name =
    before || minutes >= noon ? "noon" : weekdayOf(day) === 7 ? ("sunday" as const) : ("morning" as const);
  return {
    name,
    startedAt: momentOf(zone, today, name === "noon" ? noon : morning),
    since: textOf(today - lookBack[name]),
    until: textOf(today - 1),
  } as const;
}

function actualPass(zone: string, ms: number) {
  const { name, startedAt, window } = passAt(zone, Temporal.Instant.fromEpochMilliseconds(ms));
  return { name, startedAt: startedAt.epochMilliseconds, ...window };
}

let compared = 0;
const differing: string[] = [];
function compare(zone: string, ms: number): void {
  const [expected, actual] = [expectedPass(zone, ms), actualPass(zone, ms)];
  compared += 1;
  if (
    expected.name !== actual.name ||
    expected.startedAt !== actual.startedAt ||
    expected.since !== actual.since ||
    expected.until !== actual.until
  )
    differing.push(
      `${zone} ${new Date(ms).toISOString()}: ${JSON.stringify(actual)} not ${JSON.stringify(expected)}`,
    );
}

for (const zone of zones) {
  test(
    `R6, F37, C20 ${zone}: on every day of ten years, with a clock up to 26 h wrong, the pass and its days are those of the account's own clocks`,
    () => {
      for (let day = first; day <= last; day += 1) {
        // A different minute every day, so that in ten years every time of day comes by.
        const minute = (day * 397) % 1_440;
        for (const skew of skews) compare(zone, day * 86_400_000 + minute * 60_000 + skew * 3_600_000);
      }
      expect(differing, replay).toEqual([]);
    },
    patience(600_000),
  );

  test(
    `R6, C21 ${zone}: every quarter of an hour of the days on which the clocks change`,
    () => {
      const days = changesOfClock(zone, first, last);
      expect(days.length > 0).toBe(zone !== "Asia/Kolkata");
      const step = isLong ? 1 : 15;
      for (const day of days)
        for (let minute = -240; minute < 1_680; minute += step)
          compare(zone, day * 86_400_000 + minute * 60_000);
      expect(differing, replay).toEqual([]);
    },
    patience(600_000),
  );

  test(
    `R6, F37, C26 ${zone}: the oldest day that is asked for is 37 months back plus 3 days, whatever the month's end and the clock`,
    () => {
      for (let day = first; day <= last; day += 1)
        for (const skew of skews) {
          const ms = day * 86_400_000 + ((day * 613) % 1_440) * 60_000 + skew * 3_600_000;
          const expected = textOf(monthsBefore(wallTime(zone, ms).day, 37) + 3);
          const now = Temporal.Instant.fromEpochMilliseconds(ms);
          compared += 1;
          if (oldestReadableDay(zone, now) !== expected)
            differing.push(`${zone} ${now}: ${oldestReadableDay(zone, now)} not ${expected}`);
        }
      expect(differing, replay).toEqual([]);
    },
    patience(600_000),
  );
}

test("R6 a range is cut into windows of at most 31 days, newest first, that meet without gap or overlap, and none before the floor", () => {
  for (let day = first; day <= last; day += 17) {
    for (const length of [1, 2, 30, 31, 32, 62, 400, 1_400]) {
      const now = Temporal.Instant.fromEpochMilliseconds(day * 86_400_000);
      const asked = {
        since: parseCalendarDay(textOf(day - length)),
        until: parseCalendarDay(textOf(day - 1)),
      };
      const kept = clampToRetention(asked, "Europe/Warsaw", now);
      const floor = monthsBefore(wallTime("Europe/Warsaw", day * 86_400_000).day, 37) + 3;
      expect(kept?.since).toBe(textOf(Math.max(day - length, floor)));
      const windows = kept ? coverDays(daysOf(kept).reverse()) : [];
      const days = windows.flatMap(({ since, until }) => {
        const [from, to] = [Date.parse(since) / 86_400_000, Date.parse(until) / 86_400_000];
        expect(to - from + 1).toBeLessThanOrEqual(31);
        return Array.from({ length: to - from + 1 }, (_, index) => to - index);
      });
      const wanted = Array.from(
        { length: day - Math.max(day - length, floor) },
        (_, index) => day - 1 - index,
      );
      expect(days).toEqual(wanted);
    }
  }
});

test("R6 what was compared", () => {
  report("clock", { zones: zones.length, skews: skews.length, compared, differing: differing.length });
  expect(compared).toBeGreaterThan(zones.length * 10 * 365 * skews.length);
});
