import { currencyOffset } from "@/lib/values/currency";
import { type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";

/** An amount that Meta sends in minor units by its own table (C22), in major units; null where there is none or it is no whole number. */
export function majorUnits(text: string | undefined, currency: string): DecimalText | null {
  if (text === undefined || !/^-?\d+$/.test(text)) return null;
  return toDecimalText(parseDecimal(text).dividedBy(currencyOffset(currency)));
}
