import { Decimal } from "decimal.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { peopleOf } from "@/tools/simulator/people";
import { randomOf } from "@/tools/simulator/random";
import { endsOf, shareOut } from "@/tools/simulator/share-out";

const exact = Decimal.clone({ precision: 40 });
const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
const amount = fc
  .tuple(fc.integer({ min: 0, max: 900_000_000 }), fc.integer({ min: 0, max: 2 }))
  .map(([units, scale]) => new exact(units).div(10 ** scale).toFixed());
const total = (parts: readonly string[]) =>
  parts.reduce((sum, part) => sum.plus(part), new exact(0)).toFixed();

it("C24 the parts of any amount are its whole, exactly, and none is below zero", () => {
  fc.assert(
    fc.property(
      shares,
      amount,
      fc.nat(),
      fc.oneof(
        fc.constantFrom("up" as const, "down" as const),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
      ),
      (list, text, seed, rounds) => {
        const parts = shareOut(text, endsOf(list, randomOf(seed)), rounds)?.parts ?? [];
        expect(parts).toHaveLength(list.length);
        expect(total(parts)).toBe(text);
        expect(parts.every((part) => !part.startsWith("-"))).toBe(true);
      },
    ),
  );
});

it("what is smaller as a whole is smaller or equal in every part: no cell has more clicks than impressions", () => {
  fc.assert(
    fc.property(shares, fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(), (list, a, b, seed) => {
      const [clicks, impressions] = [Math.min(a, b), Math.max(a, b, 1)];
      const shown = shareOut(String(impressions), endsOf(list, randomOf(seed)));
      const clicked = shareOut(String(clicks), shown?.ends ?? []);
      for (const [index, part] of (clicked?.parts ?? []).entries())
        expect(Number(part)).toBeLessThanOrEqual(Number(shown?.parts[index]));
    }),
  );
});

it("single events fall to every cell by its share, not always to the same one", () => {
  const random = randomOf(7);
  const counts = [0, 0, 0];
  for (let day = 0; day < 300; day += 1) {
    const parts = shareOut("1", endsOf([0.5, 0.3, 0.2], random), random())?.parts ?? [];
    for (const [cell, part] of parts.entries()) counts[cell] = (counts[cell] ?? 0) + Number(part);
  }
  expect(counts[0]).toBeGreaterThan(120);
  expect(counts[1]).toBeGreaterThan(60);
  expect(counts[2]).toBeGreaterThan(35);
});

it.each(["-3", "many", "", "1e9"])("%j is shared with nobody", (text) => {
  expect(shareOut(text, [500_000, 1_000_000])).toBeNull();
});

it("C23 people are between the largest part and the sum, and one part more never makes them fewer", () => {
  const row = fc.record({
    date_start: fc.constantFrom("2026-10-01", "2026-10-02", "2026-10-03"),
    reach: fc.nat(100_000).map(String),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), row, (list, more) => {
      const dated = (one: typeof more) => ({ ...one, date_stop: one.date_start });
      const people = peopleOf(list.map(dated)) ?? -1;
      const reaches = list.map(({ reach }) => Number(reach));
      expect(people).toBeGreaterThanOrEqual(Math.max(...reaches));
      expect(people).toBeLessThanOrEqual(reaches.reduce((sum, reach) => sum + reach, 0));
      expect(peopleOf([...list, more].map(dated)) ?? -1).toBeGreaterThanOrEqual(people);
    }),
  );
  expect(peopleOf([{ date_start: "2026-10-01", date_stop: "2026-10-01" }])).toBeNull();
});
