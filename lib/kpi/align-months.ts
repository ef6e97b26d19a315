import type { FactFigures } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { windowLength } from "@/lib/values/window";

/** One stored account-day of a compared month. */
export interface ComparedDay {
  readonly date: CalendarDay;
  readonly figures: FactFigures;
}

/** A month with the days that have a row, in any order. */
export interface ComparedMonth {
  readonly month: CalendarMonth;
  readonly days: readonly ComparedDay[];
  /** Currencies of these days, each once; more than one where the account's currency changed within the month. */
  readonly currencies: readonly string[];
}

/** The days to compare, oldest first, or why there are none. */
export interface Aligned {
  readonly own: readonly ComparedDay[];
  readonly base: readonly ComparedDay[];
  readonly reason: "own_not_collected" | "base_not_collected" | "own_incomplete" | "base_incomplete" | null;
}

/**
 * Picks days of equal meaning (R9). Two fully covered calendar months, every calendar day stored whatever was expected, are compared as
 * wholes, though one may be longer. A month that is open or has a gap is compared only over the day numbers that **both** have, so that ten
 * days never stand against thirty (incident 23) and a gap is left out on both sides.
 */
export function alignMonths(own: ComparedMonth, base: ComparedMonth): Aligned {
  const ownDays = byDate(own.days);
  const baseDays = byDate(base.days);
  if (ownDays.length === 0) return { own: [], base: [], reason: "own_not_collected" };
  if (baseDays.length === 0) return { own: [], base: [], reason: "base_not_collected" };
  if (isFullyCovered(own) && isFullyCovered(base)) return { own: ownDays, base: baseDays, reason: null };

  const numbers = (days: readonly ComparedDay[]) => new Set(days.map(dayNumber));
  const [inOwn, inBase] = [numbers(ownDays), numbers(baseDays)];
  const shared = {
    own: ownDays.filter((day) => inBase.has(dayNumber(day))),
    base: baseDays.filter((day) => inOwn.has(dayNumber(day))),
  };
  const reason = shared.own.length > 0 ? null : isFullyCovered(base) ? "own_incomplete" : "base_incomplete";
  return { ...shared, reason };
}

/** Every calendar day of the month has a row. */
function isFullyCovered(month: ComparedMonth): boolean {
  return month.days.length === windowLength(monthWindow(month.month));
}

function byDate(days: readonly ComparedDay[]): ComparedDay[] {
  return [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function dayNumber(day: ComparedDay): string {
  return day.date.slice(8);
}
