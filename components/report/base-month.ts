import type { ReportKit } from "@/lib/publications/report-kit";

/** `YYYY-MM` before `month`: text arithmetic, no zone can move it (incident 11). */
export function previousMonth(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}

/** The base month of a comparison, `YYYY-MM`. */
export function baseMonth(kit: ReportKit, base: "previous" | "year_ago"): string {
  const { month } = kit.view.report;
  return base === "previous" ? previousMonth(month) : `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
}
