import { Decimal as DecimalBase } from "decimal.js";

/**
 * The one decimal of this house: 60 digits, never exponent notation in storage. Money and counts are this or Postgres `numeric`,
 * never a float (incidents 41, 42).
 */
export const Decimal = DecimalBase.clone({ precision: 60, toExpNeg: -60, toExpPos: 60 });
export type Decimal = DecimalBase;

declare const decimalTextBrand: unique symbol;

/** An exact decimal as text, canonical: no exponent, no trailing zeros, no "-0". What documents, JSON and hashes carry. */
export type DecimalText = string & { readonly [decimalTextBrand]: true };

export const zero: Decimal = new Decimal(0);

/** Canonical text of a decimal. */
export function toDecimalText(value: Decimal): DecimalText {
  // Nearly every figure is a whole number in one word of the Decimal (seven digits); a night writes millions of them.
  if (value.d?.length === 1 && value.s > 0 && value.e >= 0 && value.e < 7)
    return String(value.d[0]) as DecimalText;
  return (value.isZero() ? "0" : value.toFixed()) as DecimalText;
}

/** Reads a plain decimal such as "12.5" or "-3"; a RangeError for anything else ("1e5", "", " 1", "NaN"). */
export function parseDecimal(text: string): Decimal {
  // A count of at most seven digits is exact as a number, and made from one it costs a tenth; nearly every figure is one.
  if (/^\d{1,7}$/.test(text)) return new Decimal(Number(text));
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`"${text}" is not a decimal number.`);
  return new Decimal(text);
}

/** Exact sum; 0 for none. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = zero;
  for (const value of values) total = total.plus(value);
  return total;
}
