import type { StaffTx, SystemTx } from "@/lib/db/database";
import { type MonthAsked, readReportInput } from "@/lib/facts/read-report-input";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";

/** A client's month as it stands now, or null when no client has this slug and an ad account. The one way a month is read (R1). */
export async function readReport(tx: StaffTx | SystemTx, asked: MonthAsked): Promise<Report | null> {
  const read = await readReportInput(tx, asked);
  return read ? buildReport(read.input) : null;
}
