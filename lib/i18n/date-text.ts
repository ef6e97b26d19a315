import { Temporal } from "temporal-polyfill";
import type { Locale } from "@/lib/i18n/locale";
import { monthNames, onWeekday } from "@/lib/i18n/month-names";

function nameOf(names: readonly string[], month: number): string {
  const name = names[month - 1];
  if (name === undefined) throw new RangeError(`There is no month ${month}.`);
  return name;
}

/** "17 października": day and month stay on one line. */
export function dayText(locale: Locale, day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.day}\u00A0${nameOf(monthNames[locale].genitive, date.month)}`;
}

/** "17 października 2026". */
export function dayYearText(locale: Locale, day: string): string {
  return `${dayText(locale, day)} ${Temporal.PlainDate.from(day).year}`;
}

/** "17 paź", for labels inside a chart. */
export function dayShortText(locale: Locale, day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.day}\u00A0${nameOf(monthNames[locale].short, date.month)}`;
}

/** "w sobotę 17 października", "on Saturday 17 October". */
export function onDayText(locale: Locale, day: string): string {
  const name = onWeekday[locale][Temporal.PlainDate.from(day).dayOfWeek - 1];
  return `${name} ${dayText(locale, day)}`;
}

/** "8–31 października"; across months "28 września – 3 października"; one day alone is that day. Both ends inclusive. */
export function rangeText(locale: Locale, since: string, until: string): string {
  if (since === until) return dayText(locale, since);
  if (since.slice(0, 7) !== until.slice(0, 7)) return `${dayText(locale, since)} – ${dayText(locale, until)}`;
  return `${Temporal.PlainDate.from(since).day}–${dayText(locale, until)}`;
}

/** As `rangeText`, with its year, or both where it has two: of a range that may be longer than a year. */
export function rangeYearText(locale: Locale, since: string, until: string): string {
  const end = until.slice(0, 4);
  if (since.slice(0, 4) === end) return `${rangeText(locale, since, until)} ${end}`;
  return `${dayYearText(locale, since)} – ${dayYearText(locale, until)}`;
}

/** "październik 2026", "October 2026". */
export function monthText(locale: Locale, month: string): string {
  return `${monthNameText(locale, month)} ${month.slice(0, 4)}`;
}

/** "październik", "October". */
export function monthNameText(locale: Locale, month: string): string {
  return nameOf(monthNames[locale].nominative, Number(month.slice(5)));
}

/** "października", "October": the month after a preposition that asks for the genitive ("od", "za … z"). */
export function monthGenitiveText(locale: Locale, month: string): string {
  return nameOf(monthNames[locale].genitive, Number(month.slice(5)));
}

/** "we wrześniu", "in September". */
export function inMonthText(locale: Locale, month: string): string {
  return nameOf(monthNames[locale].within, Number(month.slice(5)));
}

/** "paź 2025", "Oct 2025". */
export function monthShortText(locale: Locale, month: string): string {
  return `${nameOf(monthNames[locale].short, Number(month.slice(5)))}\u00A0${month.slice(0, 4)}`;
}

/** The local day `YYYY-MM-DD` of an instant in the IANA `zone` (incident 12). */
export function localDay(zone: string, instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** "4 listopada 2026, 04:41" on the clocks of `zone`. */
export function minuteText(locale: Locale, zone: string, instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const clock = local.toPlainTime().toString({ smallestUnit: "minute" });
  return `${dayYearText(locale, local.toPlainDate().toString())}, ${clock}`;
}
