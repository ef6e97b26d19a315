/**
 * Calendar and clocks a second time, from nothing but Intl and counting: the product reckons with Temporal, and a mistake must not hide on
 * both sides. A day is a number of days since 1970-01-01.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

export interface WallTime {
  readonly day: number;
  readonly minutes: number;
}

/** What the clocks of `zone` show at `ms` since the epoch. */
export function wallTime(zone: string, ms: number): WallTime {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  // "11/25/2026, 04:00"
  const text = format.format(ms);
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return {
    day: Date.UTC(part(6, 10), part(0, 2) - 1, part(3, 5)) / 86_400_000,
    minutes: part(12, 14) * 60 + part(15, 17),
  };
}

/** The first moment at which the clocks of `zone` show that time of that day or, where the time is skipped, a later one. */
export function momentOf(zone: string, day: number, minutes: number): number {
  const isReached = (ms: number) => {
    const wall = wallTime(zone, ms);
    return wall.day > day || (wall.day === day && wall.minutes >= minutes);
  };
  // Zones are less than 15 hours from UTC; quarters of an hour are fine enough for every change of clocks since 2000.
  const guess = day * 86_400_000 + minutes * 60_000;
  let low = guess - 15 * 3_600_000;
  let high = guess + 15 * 3_600_000;
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (isReached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

export const textOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** 1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The same day of the month `months` earlier, or the last one of that month. */
export function monthsBefore(day: number, months: number): number {
  const date = new Date(day * 86_400_000);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return (
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date.getUTCDate(), length)) / 86_400_000
  );
}

/** Days of a year span on which the clocks of `zone` change, found by their offset at noon UTC. */
export function changesOfClock(zone: string, from: number, to: number): number[] {
  const offset = (day: number) => {
    const noon = day * 86_400_000 + 43_200_000;
    const wall = wallTime(zone, noon);
    return wall.day * 1_440 + wall.minutes - noon / 60_000;
  };
  const found: number[] = [];
  for (let day = from; day <= to; day += 1) if (offset(day) !== offset(day - 1)) found.push(day - 1, day);
  return found;
}
