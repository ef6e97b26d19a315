import type { Locale } from "@/lib/i18n/locale";
import { Decimal, parseDecimal } from "@/lib/values/decimal";

const separators: Record<Locale, { group: string; point: string }> = {
  pl: { group: "\u00A0", point: "," },
  en: { group: ",", point: "." },
};

/** A number split for display: sign (U+2212 or nothing), grouped whole part, and the decimal point with its digits (or nothing). */
export interface NumberParts {
  readonly sign: string;
  readonly whole: string;
  readonly fraction: string;
}

/**
 * Splits exact decimal text for display, rounded half away from zero to `places`. Never through a float (incidents 41, 42).
 * A value that rounds to zero has no sign.
 */
export function numberParts(locale: Locale, text: string, places: number): NumberParts {
  const { group, point } = separators[locale];
  const [whole = "0", digits] = roundedText(text, places).split(".");
  const zero = /^0*$/.test(whole + (digits ?? ""));
  return {
    sign: text.startsWith("-") && !zero ? "\u2212" : "",
    whole: whole.replace(/\B(?=(\d{3})+$)/g, group),
    fraction: digits === undefined ? "" : `${point}${digits}`,
  };
}

/** The number without its sign, with exactly `places` digits after the point. */
function roundedText(text: string, places: number): string {
  // Amounts mostly have as many digits as they are shown with, or fewer: then there is nothing to round, and a page writes thousands.
  const [, whole, digits = ""] = plain.exec(text) ?? [];
  if (whole !== undefined && digits.length <= places)
    return places === 0 ? whole : `${whole}.${digits.padEnd(places, "0")}`;
  return parseDecimal(text).abs().toFixed(places, Decimal.ROUND_HALF_UP);
}

/** A number as it is stored, without zeros in front. */
const plain = /^-?(0|[1-9]\d*)(?:\.(\d+))?$/;

/** The same as one text: "12 345,67" or "12,345.67". */
export function numberText(locale: Locale, text: string, places: number): string {
  const { sign, whole, fraction } = numberParts(locale, text, places);
  return `${sign}${whole}${fraction}`;
}

/** A count: whole, or with up to two decimals where Meta sent a fraction (product.md, Metrics). */
export function countText(locale: Locale, text: string): string {
  const places = Math.min(2, parseDecimal(text).decimalPlaces());
  return numberText(locale, text, places);
}
