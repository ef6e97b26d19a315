import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import type { Window } from "@/lib/values/window";

declare const calendarMonthBrand: unique symbol;

/** A calendar month `YYYY-MM`. */
export type CalendarMonth = string & { readonly [calendarMonthBrand]: true };

/** True for a real month written `YYYY-MM`, of this century: nobody has figures of another, and Postgres has no year 0. */
export function isCalendarMonth(text: string): text is CalendarMonth {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
}

/** Reads `YYYY-MM`; anything else is a RangeError that names the text. */
export function parseCalendarMonth(text: string): CalendarMonth {
  if (isCalendarMonth(text)) return text;
  throw new RangeError(`"${text}" is not a month; write it as YYYY-MM, for example 2026-10.`);
}

/** The month that a day lies in. */
export function monthOf(day: CalendarDay): CalendarMonth {
  return day.slice(0, 7) as CalendarMonth;
}

/** First and last day of the month, both inclusive. Pure text arithmetic: no zone can move it (incident 11). */
export function monthWindow(month: CalendarMonth): Window {
  const since = `${month}-01` as CalendarDay;
  return { since, until: addDays(`${addMonths(month, 1)}-01` as CalendarDay, -1) };
}

/** The month `count` months later (earlier when negative). */
export function addMonths(month: CalendarMonth, count: number): CalendarMonth {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const year = String(Math.floor(months / 12)).padStart(4, "0");
  return `${year}-${String((months % 12) + 1).padStart(2, "0")}` as CalendarMonth;
}
