import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { withoutDemo } from "@/lib/clients/without-demo";
import { portalDatabase } from "@/lib/db/portal-database";
import { listPeriods } from "@/lib/facts/list-periods";
import { type ListedReport, listReports } from "@/lib/facts/list-reports";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { dayIn } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, isCalendarMonth, monthOf } from "@/lib/values/calendar-month";

export interface ReportList extends StaffPage {
  readonly now: Temporal.Instant;
  readonly month: CalendarMonth;
  /** Months that can be chosen, newest first. */
  readonly periods: readonly CalendarMonth[];
  readonly reports: readonly ListedReport[];
  readonly onlyDemo: boolean;
}

/** The month asked for, else the newest complete one on the agency's clock; null where no client has such a month. */
export const loadReportList = cache(async (asked: string | undefined): Promise<ReportList | null> => {
  const page = await loadStaffPage();
  const now = Temporal.Now.instant();
  return portalDatabase().asStaff(page.staff.actor, async (tx) => {
    const { clients } = withoutDemo(await readReportClients(tx, null));
    const periods = listPeriods(
      clients.map(({ account }) => account),
      now,
    );
    const month = asked ?? usualPeriod(periods, page.agency.zone, now);
    if (!isCalendarMonth(month) || (periods.length > 0 && !periods.includes(month))) return null;
    const { clients: reports, onlyDemo } = withoutDemo(await listReports(tx, { month, now }));
    return { ...page, now, month, periods, reports, onlyDemo };
  });
});

/** What people come for: the month before the present one; where nothing is that old, the newest there is. */
export function usualPeriod(
  periods: readonly CalendarMonth[],
  zone: string,
  now: Temporal.Instant,
): CalendarMonth {
  const last = addMonths(monthOf(dayIn(zone, now)), -1);
  return periods.includes(last) ? last : (periods[0] ?? last);
}
