import type { Report } from "@/lib/report/document";

/** Whether all that was compared with Meta's own totals is equal: each day's campaigns, and the month's sum where its total was read (R11). */
export function matchesMeta({
  reconciled,
  month_total,
}: Pick<Report, "reconciled" | "month_total">): boolean {
  return reconciled === true && !month_total;
}
