import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf, monthWindow } from "@/lib/values/calendar-month";

/** What a call of the monthly reports did, counted in clients. */
export interface DraftsResult {
  readonly run_id: null;
  readonly expected: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly remaining: number;
  /** The month whose drafts are there now. */
  readonly month: CalendarMonth;
  /** Those that this call made; 0 when an earlier one was first. */
  readonly made: number;
}

/** Hours after midnight of the 1st from which the month before is due: the night's reading is over by then. */
const dueHour = 6;

/** The newest month whose drafts are due: from 06:00 on the 1st by the agency's clocks it is the month before. Pure; DST moves nothing. */
export function monthDue(now: Temporal.Instant, zone: string): CalendarMonth {
  const local = now.toZonedDateTimeISO(zone).toPlainDateTime().subtract({ hours: dueHour });
  return addMonths(local.toPlainDate().toPlainYearMonth().toString() as CalendarMonth, -1);
}

interface Row extends Record<string, unknown> {
  zone: string | null;
  expected: number;
  made: number;
}

/**
 * A draft of the month that is due for every active client whose account was collected in it. One statement, and a draft that is there stays
 * as it is: safe to call every hour, twice at once, late or never on the 1st itself (incident 29).
 */
export async function makeDrafts(db: Database, now: Temporal.Instant): Promise<DraftsResult> {
  return db.asSystem(async (tx) => {
    const [agency] = await tx.execute<{ zone: string }>(sql`select time_zone as zone from agency`);
    // Without an agency there is no client either; its own clock is the only one that may say what is due.
    const month = agency ? monthDue(now, agency.zone) : addMonths(monthOf(dayIn("UTC", now)), -1);
    const { since, until } = monthWindow(month);
    const [row] = await tx.execute<Row>(sql`
      with due as (
        select distinct c.id from clients c join ad_accounts a on a.client_id = c.id
        where c.status = 'active' and a.collect_from <= ${until}::date
      ), made as (
        insert into reports (client_id, month, state, state_at, state_by)
        select id, ${since}::date, 'draft', ${now.toString()}::timestamptz, 'monthly-reports' from due
        on conflict (client_id, month) do nothing
        returning 1
      )
      select (select count(*) from due)::int as expected, (select count(*) from made)::int as made`);
    const expected = row?.expected ?? 0;
    return {
      run_id: null,
      expected,
      done: expected,
      failed: 0,
      skipped: 0,
      remaining: 0,
      month,
      made: row?.made ?? 0,
    };
  });
}
