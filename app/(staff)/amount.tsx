import type { Locale } from "@/lib/i18n/locale";
import { numberText } from "@/lib/i18n/number-text";
import type { Translate } from "@/lib/i18n/translator";
import { currencyDecimals } from "@/lib/values/currency";

/** An amount of a column without its currency. Currencies without decimals are padded unseen, so that decimal points stand in line. */
export function Amount(props: { locale: Locale; currency: string; value: string | null }) {
  const { locale, currency, value } = props;
  if (value === null) return <Dash />;
  const decimals = currencyDecimals(currency);
  return (
    <>
      {numberText(locale, value, decimals)}
      {decimals === 0 ? (
        <span aria-hidden="true" className="invisible hidden desk:inline">
          {numberText(locale, "0", 2).slice(1)}
        </span>
      ) : null}
    </>
  );
}

/** What is not there, at the place of the units; never a 0 (R3). */
export function Dash() {
  return <span className="text-ink-3">—</span>;
}

/** "28 of 31 days", right after a figure that stands on fewer days than there are. */
export function PartialDays({ t, days, of }: { t: Translate; days: number; of: number }) {
  return (
    <span className="whitespace-nowrap text-warn text-xs">
      {t("staff.reports.days", { days: String(days), expected: String(of) })}
    </span>
  );
}
