/** Currencies in which Meta's minor unit is the unit itself (graph-api.md §2.6; not ISO 4217). */
const offsetOne = new Set(["CLP", "COP", "CRC", "HUF", "ISK", "IDR", "JPY", "KRW", "PYG", "TWD", "VND"]);

/** Minor units in one unit of the currency by Meta's table: 1 or 100. */
export function currencyOffset(currency: string): 1 | 100 {
  return offsetOne.has(currency) ? 1 : 100;
}

/** Decimal places a money figure is shown with: 0 where Meta's offset is 1, else 2. */
export function currencyDecimals(currency: string): 0 | 2 {
  return currencyOffset(currency) === 1 ? 0 : 2;
}
