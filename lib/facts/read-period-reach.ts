import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { PeriodReach } from "@/lib/report/input";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { parseDecimal } from "@/lib/values/decimal";
import type { Window } from "@/lib/values/window";

/**
 * One account's reach of periods inside the window, for each first day the one that reaches furthest (grain: account × period, the account's
 * zone), as one JSON value: a part of a statement that reads more. Decimals are text, so that none passes through a float.
 */
export function periodReachJson(accountId: string, window: Window): SQL {
  return sql`(
    select coalesce(json_agg(json_build_object('since', since, 'until', until, 'reach', reach::text, 'frequency', frequency::text,
      'unavailable', unavailable, 'at', to_char(observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))), '[]'::json)
    from (
      select distinct on (since) * from period_reach
      where ad_account_id = ${accountId} and since between ${window.since}::date and ${window.until}::date and until <= ${window.until}::date
      order by since, until desc
    ) furthest)`;
}

const decimal = z.string().transform(parseDecimal).nullable();
const day = z.string().transform(parseCalendarDay);
const stored = z.array(
  z.object({
    since: day,
    until: day,
    reach: decimal,
    frequency: decimal,
    unavailable: z.string().nullable(),
    at: z.string(),
  }),
);

/** What `periodReachJson` read. */
export function takePeriodReach(json: unknown): PeriodReach[] {
  return stored.parse(json).map(({ since, until, at, ...rest }) => ({
    ...rest,
    window: { since, until },
    observedAt: Temporal.Instant.from(at),
  }));
}
