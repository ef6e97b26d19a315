import { inputsOf } from "@/lib/kpi/catalogue";
import type { FigureState, Report, ReportMetric } from "@/lib/report/document";

/** Whether a figure is made of one whose days do not add up to Meta's own total of the month (R11). */
export function differsFromMonth({ month_total: total }: Report, metric: ReportMetric): boolean {
  return total !== undefined && total !== null && inputsOf(metric).some((input) => input === total.metric);
}

/** The state whose sign a figure carries: of its days, or unreconciled where the month's own total is another one. */
export function shownState(report: Report, metric: ReportMetric): FigureState | null {
  return differsFromMonth(report, metric) ? "unreconciled" : report.figures[metric].state;
}
