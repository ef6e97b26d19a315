import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { readKept } from "@/app/(staff)/read-kept";
import { startReading } from "@/app/(staff)/reports/start-reading";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { withoutDemo } from "@/lib/clients/without-demo";
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
  const read = await readKept(page, `list ${period ?? ""}`, async (tx, minute) => {
    const found = await findListMonth(tx, { period, zone: page.agency.zone, now: minute });
    decide(found !== null);
    return (
      found && { ...found, listed: withoutDemo(await listReports(tx, { month: found.month, now: minute })) }
    );
  });
  // Where it was not read for this request, nobody has decided yet.
  decide(read !== null);
  if (!read) return null;
  const { listed, ...found } = read;
  const now = Temporal.Now.instant();
  return { ...page, ...found, now, reports: listed.clients, onlyDemo: listed.onlyDemo };
}
