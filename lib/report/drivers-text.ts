import { createFormats } from "@/lib/i18n/formats";
import { createTranslate } from "@/lib/i18n/translator";
import type { Report } from "@/lib/report/document";
import { sharedDays } from "@/lib/report/shared-days";
import { addMonths, parseCalendarMonth } from "@/lib/values/calendar-month";
import { parseDecimal } from "@/lib/values/decimal";

type Explained = Extract<Report["drivers"], { of: string }>;
type Factor = Explained["factors"][number];

/**
 * The sentences above the drivers: what changed and why, what pushed its way first and largest first, what pulled back after it; then how much of
 * it came from moved budget. In the client's language; amounts as they stand in the figure.
 */
export function driversTexts(
  drivers: Omit<Explained, "texts">,
  report: Pick<Report, "month" | "locale" | "currency" | "time_zone" | "names" | "figures">,
): string[] {
  const { locale, currency, time_zone: zone, names } = report;
  const t = createTranslate(locale);
  const formats = createFormats({ locale, currency, zone });
  const total = drivers.factors.reduce((sum, { amount }) => sum.plus(amount), parseDecimal("0"));
  const base = addMonths(parseCalendarMonth(report.month), -1);
  const days = sharedDays(report.figures[drivers.of].comparisons.previous, report.month, "previous");
  const inBase =
    days === null
      ? formats.inMonth(base)
      : t("story.verdict.inSameDays", { count: days, month: formats.monthGenitive(base) });
  const metric = names[drivers.of] ?? t(`metrics.${drivers.of}`);
  const direction = total.isZero() ? "same" : total.gt(0) ? "higher" : "lower";
  const what =
    direction === "same"
      ? t("story.drivers.same", { metric, inBase })
      : t(`story.drivers.${direction}`, { metric, amount: formats.money(total.abs().toFixed()), inBase });

  const moved = drivers.factors
    .map((factor) => ({ factor, amount: parseDecimal(factor.amount) }))
    .filter(({ amount }) => !amount.isZero())
    .sort((a, b) => b.amount.abs().comparedTo(a.amount.abs()));
  const isWith = ({ amount }: (typeof moved)[number]) => amount.gt(0) === total.gt(0);
  const along = moved.filter((one) => direction === "same" || isWith(one)).map(({ factor }) => cause(factor));
  const against = moved
    .filter((one) => direction !== "same" && !isWith(one))
    .map(({ factor }) => cause(factor));
  const causes = capital(listOf(along));
  const why =
    against.length > 0
      ? t("story.drivers.becauseAlthough", { what, causes, others: listOf(against) })
      : t("story.drivers.because", { what, causes });
  const texts = [along.length > 0 ? why : what];
  if (drivers.between !== null && drivers.within !== null) {
    texts.push(
      t("story.drivers.campaigns", {
        between: formats.signed(drivers.of, drivers.between),
        within: formats.signed(drivers.of, drivers.within),
      }),
    );
  }
  return texts;

  function cause({ key, amount }: Factor): string {
    const text = t(`story.drivers.${key}.${parseDecimal(amount).gt(0) ? "higher" : "lower"}`);
    return t("story.drivers.cause", { text, amount: formats.signed(drivers.of, amount) });
  }

  function listOf(parts: readonly string[]): string {
    const [first = "", ...others] = parts;
    return others.reduce((before, last) => t("report.list.and", { before, last }), first);
  }

  function capital(text: string): string {
    return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  }
}
