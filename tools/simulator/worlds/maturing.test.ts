import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { SourceRow } from "@/tools/simulator/world";
import { accountOf, actionOf, daily, world } from "@/tools/simulator/worlds/test-latarnia";

const warsaw = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime("Europe/Warsaw").toInstant();
const sum = (rows: readonly SourceRow[], read: (row: SourceRow) => number) =>
  rows.reduce((total, row) => total + read(row), 0);

/** The day of an account, seen at noon so many days later. */
function seen(slug: string, day: string, age: number): SourceRow[] {
  const account = accountOf(slug);
  const at = Temporal.PlainDate.from(day)
    .add({ days: age })
    .toZonedDateTime({ timeZone: account.timeZone, plainTime: "12:00" })
    .toInstant();
  return daily(account, "ad", [day, day], at);
}

const ages = [1, 2, 3, 5, 8, 13, 20, 27, 28, 29, 60];

describe("a day that is read again and again", () => {
  it("has the same delivery from the next day on, and results that only grow, until day 28", () => {
    for (const slug of ["hotel-jantar", "auto-wilk", "stomatologia-perla"]) {
      const looks = ages.map((age) => seen(slug, "2026-09-12", age));
      const delivery = looks.map((rows) =>
        rows.map(({ ad_id, impressions, clicks, inline_link_clicks, reach }) =>
          [ad_id, impressions, clicks, inline_link_clicks, reach].join(),
        ),
      );
      for (const look of delivery) expect(look).toEqual(delivery[0]);
      const types = new Set(
        looks.at(-1)?.flatMap((row) => (row.actions ?? []).map((one) => one.action_type)),
      );
      for (const type of types) {
        const counts = looks.map((rows) => sum(rows, (row) => actionOf(row, type)));
        expect(counts, type).toEqual([...counts].sort((a, b) => a - b));
        expect(counts.every(Number.isInteger), type).toBe(true);
      }
      expect(looks.at(-1)).toEqual(looks[8]);
    }
  });

  it("of all results about 70 % are there on day 1, 92 % on day 3, 98 % on day 8, all on day 28", () => {
    const days = Array.from({ length: 31 }, (_, index) => `2026-08-${String(index + 1).padStart(2, "0")}`);
    const total = (age: number) =>
      sum(
        days.flatMap((day) => seen("sklep-len", day, age)),
        (row) => actionOf(row, "omni_purchase"),
      );
    const final = total(28);
    expect(final).toBeGreaterThan(300);
    for (const [age, share] of [
      [1, 0.7],
      [3, 0.92],
      [8, 0.98],
    ] as const)
      expect(Math.abs(total(age) / final - share), `day ${age}`).toBeLessThan(0.07);
    expect(total(90)).toBe(final);
  });

  it("spend only falls, by cents, and no more from day 3 on", () => {
    const days = Array.from({ length: 10 }, (_, index) => `2026-09-${String(index + 10)}`);
    const cents = (age: number) =>
      days.map((day) => sum(seen("hotel-jantar", day, age), (row) => Math.round(Number(row.spend) * 100)));
    const [first, third, last] = [cents(1), cents(3), cents(40)];
    expect(third).toEqual(last);
    const falls = first.map((value, index) => value - (third[index] ?? 0));
    expect(falls.every((fall) => fall >= 0 && fall < 20)).toBe(true);
    expect(falls.some((fall) => fall > 0)).toBe(true);
  });
});

it("today grows with the hours, and what has not begun is not there", () => {
  const account = accountOf("hotel-jantar");
  const at = (time: string) =>
    daily(account, "account", ["2026-11-06", "2026-11-07"], warsaw(`2026-11-06T${time}`));
  expect(at("00:00")).toEqual([]);
  const [morning, evening] = [at("08:00"), at("20:00")];
  expect([morning.length, evening.length]).toEqual([1, 1]);
  expect(sum(evening, (row) => Number(row.spend))).toBeGreaterThan(
    2 * sum(morning, (row) => Number(row.spend)),
  );
  expect(at("08:14")).toEqual(morning);
});

describe("the day the clocks change", () => {
  it.each([
    ["Europe/Warsaw", "hotel-jantar", "2026-10-25", 25],
    ["Europe/Warsaw", "hotel-jantar", "2026-03-29", 23],
    ["Pacific/Auckland", "harbour-lodge-akaroa", "2026-09-27", 23],
    ["America/Los_Angeles", "canyon-cycles", "2026-11-01", 25],
  ])("in %s %s has one row for %s, whole after %i hours", (timeZone, slug, day, hours) => {
    const account = accountOf(slug);
    const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
    const week = [start.subtract({ days: 3 }), start.add({ days: 3 })].map((one) =>
      one.toPlainDate().toString(),
    );
    const rows = daily(account, "account", week as [string, string], start.add({ days: 8 }).toInstant());
    expect(new Set(rows.map(({ date_start }) => date_start)).size).toBe(7);
    expect(rows).toHaveLength(7);

    const late = (part: number) =>
      daily(account, "account", [day, day], start.add({ hours }).subtract({ minutes: part }).toInstant())[0];
    const whole = rows.find(({ date_start }) => date_start === day);
    expect(Number(late(15)?.impressions) / Number(whole?.impressions)).toBeGreaterThan(0.98);
    expect(late(0)?.impressions).toBe(whole?.impressions);
  });

  it("yesterday is the account's own: at 13:00 UTC Auckland has a whole one that Warsaw still waits for", () => {
    const at = Temporal.Instant.from("2026-11-05T13:00:00Z");
    const count = (slug: string) =>
      daily(accountOf(slug, world()), "account", ["2026-11-06", "2026-11-06"], at).length;
    expect([count("harbour-lodge-akaroa"), count("hotel-jantar")]).toEqual([1, 0]);
  });
});
