import { addDays, type CalendarDay, laterDay } from "@/lib/values/calendar-day";
import { daysOf } from "@/lib/values/window";

/** A new client is read in gates: a mistake shows on one day before it is made on three years (architecture.md §6.8). */
export type GateName = "day" | "week" | "month" | "all";

/** Days that each gate reaches back, its newest day included. */
export const gateDays: { readonly [Name in Exclude<GateName, "all">]: number } = {
  day: 1,
  week: 7,
  month: 30,
};

/** The gate that has not passed yet; in "all" no gate is left and every expected day may be read. */
export interface OpenGate {
  readonly name: GateName;
  /** No older day is read until this gate has passed. */
  readonly since: CalendarDay;
  /** Its days that are not good yet, newest first; empty in "all". */
  readonly holding: readonly CalendarDay[];
}

/**
 * The first gate, from the newest day of the account's first pass backwards, of which a day is not good: neither stored as reconciled nor read
 * twice and named. Days before `first`, the oldest day that is expected and that Meta keeps, belong to no gate. Pure.
 */
export function findOpenGate(history: {
  readonly newest: CalendarDay;
  readonly first: CalendarDay;
  readonly isGood: (day: CalendarDay) => boolean;
}): OpenGate {
  const { newest, first, isGood } = history;
  for (const name of ["day", "week", "month"] as const) {
    const since = laterDay(addDays(newest, 1 - gateDays[name]), first);
    if (since > newest) break;
    const holding = daysOf({ since, until: newest }).filter((day) => !isGood(day));
    if (holding.length > 0) return { name, since, holding: holding.reverse() };
  }
  return { name: "all", since: first, holding: [] };
}
