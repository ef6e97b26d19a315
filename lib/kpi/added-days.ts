import type { FactFigures } from "@/lib/kpi/figures";
import type { CalendarDay } from "@/lib/values/calendar-day";

/**
 * A stored account-day, or several of one month that are alike in all that the rules of a month look at, added up exactly (docs/adr/0024).
 * `date` is the oldest of them, `figures` the sums; a metric is null where it is on none of them, and is on all of them where it is not.
 */
export interface AddedDays {
  readonly date: CalendarDay;
  readonly figures: FactFigures;
  /** Left out for a single day. */
  readonly added?: {
    readonly count: number;
    readonly last: CalendarDay;
    /** Bit n − 1 for day number n. */
    readonly numbers: number;
  };
}

/** How many days it is. */
export function countOf({ added }: AddedDays): number {
  return added?.count ?? 1;
}

/** The newest of its days. */
export function lastOf({ date, added }: AddedDays): CalendarDay {
  return added?.last ?? date;
}

/** Its day numbers, bit n − 1 for day number n. */
export function numbersOf({ date, added }: AddedDays): number {
  return added?.numbers ?? 1 << (Number(date.slice(8)) - 1);
}

/** Whether its month's day number `number` is one of them. */
export function hasNumber(numbers: number, number: number): boolean {
  return (numbers & (1 << (number - 1))) !== 0;
}
