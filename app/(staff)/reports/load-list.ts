import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { startReading } from "@/app/(staff)/reports/start-reading";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { withoutDemo } from "@/lib/clients/without-demo";
import { portalDatabase } from "@/lib/db/portal-database";
import { findListMonth, type ListMonth } from "@/lib/facts/find-list-month";
import { type ListedReport, listReports } from "@/lib/facts/list-reports";

export interface ReportList extends StaffPage, ListMonth {
  readonly now: Temporal.Instant;
  readonly reports: readonly ListedReport[];
  readonly onlyDemo: boolean;
}

/** The month asked for, else the newest complete one on the agency's clock; null where no client has such a month. */
export const loadReportList = cache((period: string | undefined) =>
  startReading((decide) => readList(period, decide)),
);

async function readList(
  period: string | undefined,
  decide: (exists: boolean) => void,
): Promise<ReportList | null> {
  const page = await loadStaffPage();
  const now = Temporal.Now.instant();
  return portalDatabase().asStaff(
    page.staff.actor,
    async (tx) => {
      const found = await findListMonth(tx, { period, zone: page.agency.zone, now });
      decide(found !== null);
      if (!found) return null;
      const listed = withoutDemo(await listReports(tx, { month: found.month, now }));
      return { ...page, ...found, now, reports: listed.clients, onlyDemo: listed.onlyDemo };
    },
    { snapshot: true },
  );
}
