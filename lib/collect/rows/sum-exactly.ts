import { Decimal, zero } from "@/lib/values/decimal";

/** Digits in one word of a Decimal, and how many units of its last place make one. */
const wordDigits = 7;
const wordUnits = 10 ** wordDigits;
/** Below this both running numbers stay whole numbers that a float holds exactly, whatever is added next. */
const safe = Number.MAX_SAFE_INTEGER - wordUnits;

/**
 * Exact sum of measured values; what is not measured adds nothing. A window has tens of thousands of figures, nearly all of them under ten
 * million with at most seven decimals: two words of a Decimal, before and after the point. Those add up as two whole numbers, all others as
 * Decimals.
 */
export function sumExactly(values: readonly (Decimal | null)[]): Decimal {
  let whole = 0;
  let parts = 0;
  let others = zero;
  for (const value of values) {
    if (value === null) continue;
    const { d: words, e: exponent, s: sign } = value;
    const [first, second] = words;
    if (first === undefined || whole > safe || parts > safe || sign < 0) others = others.plus(value);
    else if (exponent >= 0 && exponent < wordDigits && words.length <= 2) {
      whole += first;
      parts += second ?? 0;
    } else if (exponent < 0 && exponent >= -wordDigits && words.length === 1) parts += first;
    else others = others.plus(value);
  }
  const sum = parts === 0 ? new Decimal(whole) : new Decimal(parts).div(wordUnits).plus(whole);
  return others.isZero() ? sum : others.plus(sum);
}
