import { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth } from "@/lib/values/calendar-month";

/** The portal runs on the machine's clock, so what is seeded is dated from it: days and months as they are in Warsaw. */
const today = Temporal.Now.zonedDateTimeISO("Europe/Warsaw").toPlainDate();

export const thisMonth = today.toString().slice(0, 7) as CalendarMonth;
export const lastMonth = addMonths(thisMonth, -1);
export const monthBefore = addMonths(thisMonth, -2);
export const yesterday = today.subtract({ days: 1 });

/** First and last day of a month. */
export function boundsOf(month: CalendarMonth): { readonly since: CalendarDay; readonly until: CalendarDay } {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return { since: `${month}-01` as CalendarDay, until: `${month}-${daysInMonth}` as CalendarDay };
}

export function daysIn(month: CalendarMonth): number {
  return Temporal.PlainYearMonth.from(month).daysInMonth;
}

/** "October 2026" */
export function monthTitle(locale: "en" | "pl", month: CalendarMonth): string {
  const text = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
}
