import { capitalised } from "@/components/report/text-lists";
import { monthText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** What both selectors offer, in the reader's language: slugs by name, months newest first. */
export function selectorProps(args: {
  readonly t: Translate;
  readonly locale: Locale;
  readonly clients: readonly { readonly slug: string; readonly name: string; readonly isDemo: boolean }[];
  readonly periods: readonly CalendarMonth[];
}) {
  const { t, locale } = args;
  return {
    clients: [
      { value: "", label: t("staff.reports.select.all") },
      ...args.clients.map(({ slug, name, isDemo }) => ({
        value: slug,
        label: isDemo ? `${name} (${t("staff.reports.demo")})` : name,
      })),
    ],
    periods: args.periods.map((month) => ({ value: month, label: capitalised(monthText(locale, month)) })),
    words: {
      client: t("staff.reports.select.client"),
      period: t("staff.reports.select.period"),
      show: t("staff.reports.select.show"),
      reading: t("staff.reports.select.reading"),
    },
  };
}
