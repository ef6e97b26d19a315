import { Temporal } from "temporal-polyfill";
import { dayShortText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";

/** Writes moments on the agency's clock, each once: a grid has thousands of cells that were read at a few moments. */
export interface Times {
  readonly now: Temporal.Instant;
  /** "6 Nov, 04:33"; of today "04:33". */
  moment(at: Temporal.Instant | string): string;
  /** "6 Nov". */
  day(at: Temporal.Instant | string): string;
  /** "04:33". */
  clock(at: Temporal.Instant | string): string;
}

/** Times in one language on the clock of `zone`, as seen at `now`. */
export function createTimes(locale: Locale, zone: string, now: Temporal.Instant): Times {
  const known = new Map<string, { day: string; clock: string; iso: string }>();
  const today = now.toZonedDateTimeISO(zone).toPlainDate().toString();
  const partsOf = (at: Temporal.Instant | string) => {
    const key = typeof at === "string" ? at : at.toString();
    const written = known.get(key);
    if (written) return written;
    const local = Temporal.Instant.from(key).toZonedDateTimeISO(zone);
    const iso = local.toPlainDate().toString();
    const clock = local.toPlainTime().toString({ smallestUnit: "minute" });
    const parts = { iso, clock, day: dayShortText(locale, iso) };
    known.set(key, parts);
    return parts;
  };
  return {
    now,
    moment: (at) => {
      const { iso, day, clock } = partsOf(at);
      return iso === today ? clock : `${day}, ${clock}`;
    },
    day: (at) => partsOf(at).day,
    clock: (at) => partsOf(at).clock,
  };
}
