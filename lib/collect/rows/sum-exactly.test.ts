import fc from "fast-check";
import { expect, test } from "vitest";
import { sumExactly } from "@/lib/collect/rows/sum-exactly";
import { Decimal, toDecimalText, zero } from "@/lib/values/decimal";

const plainSum = (values: readonly (Decimal | null)[]) =>
  values.reduce<Decimal>((sum, value) => (value ? sum.plus(value) : sum), zero);

test("the quick sum is the plain one for figures of every size and precision", () => {
  const text = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 22n }), fc.integer({ min: 0, max: 16 }))
    .map(([digits, places]) => new Decimal(digits.toString()).div(new Decimal(10).pow(places)));
  const figure = fc.oneof(
    text,
    fc.integer({ min: 0, max: 99_999_999 }).map((whole) => new Decimal(whole)),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(figure, { maxLength: 60 }), (values) => {
      expect(toDecimalText(sumExactly(values))).toBe(toDecimalText(plainSum(values)));
    }),
    { numRuns: 500 },
  );
});

test.each([
  [["0.1", "0.2"], "0.3"],
  [["9999999", "1", "0.0000001"], "10000000.0000001"],
  [["0.00000001", "5"], "5.00000001"],
  [["-2.5", "1"], "-1.5"],
  [[], "0"],
])("%j add up to %s", (texts, sum) => {
  expect(toDecimalText(sumExactly(texts.map((text) => new Decimal(text))))).toBe(sum);
});
