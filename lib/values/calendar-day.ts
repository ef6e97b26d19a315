import { Temporal } from "temporal-polyfill";

declare const calendarDayBrand: unique symbol;

/** A calendar day `YYYY-MM-DD` with no zone of its own; whose zone it is, the name of its holder says (incidents 11, 12). */
export type CalendarDay = string & { readonly [calendarDayBrand]: true };

const shape = /^\d{4}-\d{2}-\d{2}$/;

/** True for a real day written `YYYY-MM-DD` (30 February is not one). */
export function isCalendarDay(text: string): text is CalendarDay {
  if (!shape.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads `YYYY-MM-DD`; anything else is a RangeError that names the text. */
export function parseCalendarDay(text: string): CalendarDay {
  if (isCalendarDay(text)) return text;
  throw new RangeError(`"${text}" is not a calendar day; write it as YYYY-MM-DD, for example 2026-10-31.`);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  const inMonth = Number(day.slice(8)) + count;
  // Every month has 28 days: most steps of a page stay within one and only write another number.
  if (inMonth >= 1 && inMonth <= 28) return `${day.slice(0, 8)}${twoDigits(inMonth)}` as CalendarDay;
  return dayText(epochDay(day) + count);
}

/** Days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return epochDay(to) - epochDay(from);
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function dayText(epochDay: number): CalendarDay {
  return new Date(epochDay * dayMs).toISOString().slice(0, 10) as CalendarDay;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Days since 1970-01-01: whole numbers, because a page asks for thousands of days. UTC here is only a way to count, no zone. */
function epochDay(day: CalendarDay): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8))) / dayMs;
}

/** The later of two days. */
export function laterDay(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a > b ? a : b;
}

/** The earlier of two days. */
export function earlierDay(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a < b ? a : b;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: CalendarDay): number {
  // 1970-01-01 was a Thursday.
  return ((((epochDay(day) + 3) % 7) + 7) % 7) + 1;
}

/** The calendar day that `instant` falls on in the IANA `zone` (incident 12: never in UTC). */
export function dayIn(zone: string, instant: Temporal.Instant): CalendarDay {
  const { epochMilliseconds } = instant;
  const offset = offsetDuring(zone, Math.floor(epochMilliseconds / hourMs));
  if (offset === null) return zonedDay(zone, instant);
  return dayText(Math.floor((epochMilliseconds + offset) / dayMs));
}

function zonedDay(zone: string, instant: Temporal.Instant): CalendarDay {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString() as CalendarDay;
}

/** What is asked of a zone thousands of times for a page; what is known is dropped when it grows, as a long simulation lets it. */
const knownAtMost = 20_000;
const offsets = new Map<string, number | null>();
const instants = new Map<string, Temporal.Instant>();

/** How far the clocks of `zone` are ahead of UTC, in milliseconds, during an hour of UTC; null where they are moved within it. */
function offsetDuring(zone: string, epochHour: number): number | null {
  return remember(offsets, `${zone} ${epochHour}`, () => {
    const [begin, end] = [epochHour, epochHour + 1].map(
      (hour) =>
        Temporal.Instant.fromEpochMilliseconds(hour * hourMs).toZonedDateTimeISO(zone).offsetNanoseconds,
    );
    return begin !== undefined && begin === end ? begin / 1e6 : null;
  });
}

/** The instant at which `day` reaches `time` (`HH:MM`) on the clocks of `zone`; a time that DST skips moves forward. */
export function instantAt(zone: string, day: CalendarDay, time: string): Temporal.Instant {
  return remember(instants, `${zone} ${day} ${time}`, () =>
    Temporal.PlainDate.from(day)
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant(),
  );
}

function remember<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= knownAtMost) known.clear();
  const found = find();
  known.set(key, found);
  return found;
}
