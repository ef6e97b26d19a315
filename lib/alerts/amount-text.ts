import type { AmountKind } from "@/lib/alerts/amount-kind";
import type { Locale } from "@/lib/i18n/locale";
import { aroundMoney, moneyText } from "@/lib/i18n/money-text";
import { numberParts } from "@/lib/i18n/number-text";
import type { Translate } from "@/lib/i18n/translator";
import { type Decimal, parseDecimal, toDecimalText } from "@/lib/values/decimal";

/** An alert's money as every screen and message prints it: exact, or "about PLN 1,960" for an estimate. Pure. */
export function amountText(
  t: Translate,
  locale: Locale,
  {
    currency,
    amount,
    kind,
  }: { readonly currency: string; readonly amount: string; readonly kind: AmountKind },
): string {
  return kind === "estimate"
    ? t("alerts.amount.about", { amount: roundText(locale, currency, parseDecimal(amount)) })
    : moneyText(locale, currency, amount);
}

/** Three digits at most, and whole from ten on: an estimate that shows a hundredth claims what nobody knows. */
function roundText(locale: Locale, currency: string, amount: Decimal): string {
  const rounded = toDecimalText(amount.toSignificantDigits(3));
  if (amount.abs().lt(10)) return moneyText(locale, currency, rounded);
  const { sign, whole } = numberParts(locale, rounded, 0);
  const { before, after } = aroundMoney(locale, currency);
  return `${before}${sign}${whole}${after}`;
}
