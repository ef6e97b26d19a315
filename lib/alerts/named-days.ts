import { type CalendarDay, isCalendarDay } from "@/lib/values/calendar-day";

/** Days that evidence names, as stored; none where it names none. `days` of a month's total is a sum, and no list. */
export function namedDays({ days }: Readonly<Record<string, unknown>>): CalendarDay[] {
  const named = Array.isArray(days) ? days : [];
  return named.filter((day): day is CalendarDay => typeof day === "string" && isCalendarDay(day));
}

/** The first of them; null where it names none. */
export function firstNamedDay(evidence: Readonly<Record<string, unknown>>): CalendarDay | null {
  return namedDays(evidence).sort()[0] ?? null;
}
