import {
  dayShortText,
  dayText,
  dayYearText,
  inMonthText,
  localDay,
  minuteText,
  monthGenitiveText,
  monthNameText,
  monthShortText,
  monthText,
  onDayText,
  rangeText,
} from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import { metricKinds } from "@/lib/i18n/metric-kind";
import { aroundMoney, currencyUnit, type MoneyParts, moneyParts, moneyText } from "@/lib/i18n/money-text";
import { countText, numberText } from "@/lib/i18n/number-text";
import { currencyDecimals } from "@/lib/values/currency";
import type { Metric } from "@/lib/values/metric";

/** Everything a screen needs to write a figure or a date in one language, one currency and one account's zone. */
export interface Formats {
  readonly locale: Locale;
  readonly currency: string;
  readonly zone: string;
  /** Exact decimal text to the text of that metric: money, count, "1,32%" or "11,22". */
  value(metric: Metric, text: string): string;
  /** The same with "+" or "−" in front; 0 has neither. */
  signed(metric: Metric, text: string): string;
  /** As `signed`, without the currency. */
  signedBare(metric: Metric, text: string): string;
  /** As `value`, but an amount without its currency: for columns whose head names it (`unit`). */
  bare(metric: Metric, text: string): string;
  /** "zł", "USD" for amounts; empty for everything else. */
  unit(metric: Metric): string;
  /** True for metrics in the account's currency. */
  isMoney(metric: Metric): boolean;
  money(text: string): string;
  moneyParts(text: string): MoneyParts;
  /** A mark on a scale: "1 000" or "1,000", without the currency that the panel already names. */
  tick(value: number): string;
  /** The same with the currency, which stands where every amount of the language has it: "41,5 zł", "PLN 41.5". */
  moneyTick(value: number): string;
  /** What stands around the number of an amount: "PLN " before it, or " zł" after it. */
  readonly around: Pick<MoneyParts, "before" | "after">;
  count(text: string): string;
  /** One decimal at most: an average per day. */
  average(text: string): string;
  /** A change as words print it: "-20.95" is "21%", without sign. */
  change(text: string): string;
  day(day: string): string;
  dayYear(day: string): string;
  dayShort(day: string): string;
  onDay(day: string): string;
  range(since: string, until: string): string;
  month(month: string): string;
  monthName(month: string): string;
  monthGenitive(month: string): string;
  inMonth(month: string): string;
  monthShort(month: string): string;
  /** Local day of an instant, with the year. */
  instantDay(instant: string): string;
  /** Local day of an instant without the year: for sentences about the months around the report. */
  instantShortDay(instant: string): string;
  instantMinute(instant: string): string;
}

/** Formats for one language, an ISO currency and an IANA zone. Pure: the same input gives the same text on every machine. */
export function createFormats(options: { locale: Locale; currency: string; zone: string }): Formats {
  const { locale, currency, zone } = options;
  const around = aroundMoney(locale, currency);
  const value = (metric: Metric, text: string): string => {
    switch (metricKinds[metric]) {
      case "money":
      case "cost":
        return moneyText(locale, currency, text);
      case "count":
        return countText(locale, text);
      case "percent":
        return `${numberText(locale, text, 2)}%`;
      case "multiple":
        return numberText(locale, text, 2);
    }
  };
  const bare = (metric: Metric, text: string): string =>
    isMoney(metric) ? numberText(locale, text, currencyDecimals(currency)) : value(metric, text);
  const isMoney = (metric: Metric): boolean => ["money", "cost"].includes(metricKinds[metric]);
  return {
    ...options,
    value,
    isMoney,
    bare,
    unit: (metric) => (isMoney(metric) ? currencyUnit(locale, currency) : ""),
    signed: (metric, text) => withSign(text, (bareText) => value(metric, bareText)),
    signedBare: (metric, text) => withSign(text, (bareText) => bare(metric, bareText)),
    money: (text) => moneyText(locale, currency, text),
    moneyParts: (text) => moneyParts(locale, currency, text),
    tick: (value) => countText(locale, String(value)),
    moneyTick: (value) => `${around.before}${countText(locale, String(value))}${around.after}`,
    around,
    count: (text) => countText(locale, text),
    average: (text) => numberText(locale, text, 1),
    change: (text) => `${numberText(locale, text.replace(/^-/, ""), 0)}%`,
    day: (day) => dayText(locale, day),
    dayYear: (day) => dayYearText(locale, day),
    dayShort: (day) => dayShortText(locale, day),
    onDay: (day) => onDayText(locale, day),
    range: (since, until) => rangeText(locale, since, until),
    month: (month) => monthText(locale, month),
    monthName: (month) => monthNameText(locale, month),
    monthGenitive: (month) => monthGenitiveText(locale, month),
    inMonth: (month) => inMonthText(locale, month),
    monthShort: (month) => monthShortText(locale, month),
    instantDay: (instant) => dayYearText(locale, localDay(zone, instant)),
    instantShortDay: (instant) => dayText(locale, localDay(zone, instant)),
    instantMinute: (instant) => minuteText(locale, zone, instant),
  };
}

/** Whether two values of a metric are one text on a page: digits beyond the printed ones are no change that anybody reads. */
export function printsTheSame(
  { value }: Pick<Formats, "value">,
  metric: Metric,
  before: string | null,
  after: string | null,
): boolean {
  if (before === null || after === null) return before === after;
  return before === after || value(metric, before) === value(metric, after);
}

/** "+" or "−" before what `write` makes of the number without its sign; a zero has neither. */
function withSign(text: string, write: (text: string) => string): string {
  const written = write(text.replace(/^-/, ""));
  if (!/[1-9]/.test(written)) return written;
  return text.startsWith("-") ? `\u2212${written}` : `+${written}`;
}
