import { type AddedDays, countOf, numbersOf } from "@/lib/kpi/added-days";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import { windowLength } from "@/lib/values/window";

/** A month with the days that have a row, in any order. */
export interface ComparedMonth {
  readonly month: CalendarMonth;
  readonly days: readonly AddedDays[];
  /** Currencies of these days, each once; more than one where the account's currency changed within the month. */
  readonly currencies: readonly string[];
}

/** The days to compare, oldest first, or why there are none. */
export interface Aligned {
  readonly own: readonly AddedDays[];
  readonly base: readonly AddedDays[];
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

  const [inOwn, inBase] = [allNumbers(ownDays), allNumbers(baseDays)];
  const shared = {
    own: ownDays.filter((day) => isIn(day, inBase)),
    base: baseDays.filter((day) => isIn(day, inOwn)),
  };
  const reason = shared.own.length > 0 ? null : isFullyCovered(base) ? "own_incomplete" : "base_incomplete";
  return { ...shared, reason };
}

/** Every calendar day of the month has a row. */
function isFullyCovered(month: ComparedMonth): boolean {
  return daysIn(month.days) === windowLength(monthWindow(month.month));
}

function daysIn(days: readonly AddedDays[]): number {
  return days.reduce((sum, day) => sum + countOf(day), 0);
}

function byDate(days: readonly AddedDays[]): AddedDays[] {
  return [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function allNumbers(days: readonly AddedDays[]): number {
  return days.reduce((numbers, day) => numbers | numbersOf(day), 0);
}

/** Whether the other month has these day numbers. Days that were added up although it has some of them alone can be compared with nothing. */
function isIn(day: AddedDays, others: number): boolean {
  const own = numbersOf(day);
  if ((own & others) !== 0 && (own & ~others) !== 0) {
    throw new Error(`The days added up from ${day.date} on are not all days of the other month.`);
  }
  return (own & others) !== 0;
}
