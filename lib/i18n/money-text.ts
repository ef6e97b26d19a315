import type { Locale } from "@/lib/i18n/locale";
import { numberParts } from "@/lib/i18n/number-text";
import { currencyDecimals } from "@/lib/values/currency";

/** A money figure in the pieces a key figure sets in two sizes; joined they are the text printed everywhere else. */
export interface MoneyParts {
  /** "PLN " in English, nothing in Polish. */
  readonly before: string;
  /** Sign and whole part. */
  readonly whole: string;
  /** Decimals, and the currency in Polish. */
  readonly after: string;
}

/** Splits an exact amount in `currency`: "24 186" + ",40 zł" in Polish, "PLN " + "24,186" + ".40" in English; no decimals for JPY, HUF … */
export function moneyParts(locale: Locale, currency: string, text: string): MoneyParts {
  const { sign, whole, fraction } = numberParts(locale, text, currencyDecimals(currency));
  const { before, after } = aroundMoney(locale, currency);
  return { before, whole: `${sign}${whole}`, after: `${fraction}${after}` };
}

/** "24 186,40 zł" or "PLN 24,186.40", with U+00A0 and U+2212, all digits (mocks/report.md, Type). */
export function moneyText(locale: Locale, currency: string, text: string): string {
  const { before, whole, after } = moneyParts(locale, currency, text);
  return `${before}${whole}${after}`;
}

/** What a language writes around the number of an amount: "PLN " before it in English, " zł" after it in Polish. */
export function aroundMoney(locale: Locale, currency: string): Pick<MoneyParts, "before" | "after"> {
  return locale === "en"
    ? { before: `${currency}\u00A0`, after: "" }
    : { before: "", after: `\u00A0${currencyUnit(locale, currency)}` };
}

/** What stands for the currency in a table head: "zł" in Polish, else the code. */
export function currencyUnit(locale: Locale, currency: string): string {
  return locale === "pl" && currency === "PLN" ? "zł" : currency;
}
