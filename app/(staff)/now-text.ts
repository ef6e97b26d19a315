import type { Temporal } from "temporal-polyfill";
import { capitalised } from "@/components/report/text-lists";
import { minuteText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";

/** "Friday 6 November 2026, 08:00 Europe/Warsaw": the agency's clock, since the day decides what is due. */
export function nowText(locale: Locale, zone: string, now: Temporal.Instant): string {
  const weekday = now.toZonedDateTimeISO(zone).toLocaleString(locale, { weekday: "long" });
  return `${capitalised(weekday)} ${minuteText(locale, zone, now.toString())} ${zone}`;
}
