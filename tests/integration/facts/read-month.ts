import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { readReport } from "@/lib/facts/read-report";
import { type Report, reportSchema } from "@/lib/report/document";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import { marta } from "@/tests/integration/cast";

/** When the months of `seedReportMonths` are read: noon in Warsaw on 10 November 2026. */
export const noon = Temporal.Instant.from("2026-11-10T11:00:00Z");

/** A client's report of a month as Hotel Jantar's manager reads it at `noon`. */
export async function readMonth(db: Database, slug: string, month: string): Promise<Report> {
  const found = await db.asStaff(
    marta,
    (tx) => readReport(tx, { slug, month: month as CalendarMonth, now: noon }),
    {
      snapshot: true,
    },
  );
  if (!found) throw new Error(`no report of ${slug}`);
  return reportSchema.parse(found);
}
