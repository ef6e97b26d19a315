import { inputsOf } from "@/lib/kpi/catalogue";
import type { Figure, FigureState, Report, ReportMetric } from "@/lib/report/document";
import { addMonths, parseCalendarMonth } from "@/lib/values/calendar-month";

/** Whether a figure is made of one whose days do not add up to Meta's own total of the month (R11). */
export function differsFromMonth(
  { month_total: total }: Pick<Report, "month_total">,
  metric: ReportMetric,
): boolean {
  return total !== undefined && total !== null && inputsOf(metric).some((input) => input === total.metric);
}

/** Whether a figure is made of one that the month's campaigns do not add up to. */
export function differsFromCampaigns(
  { differing_sums: apart = [] }: Pick<Report, "differing_sums">,
  metric: ReportMetric,
): boolean {
  return inputsOf(metric).some((input) => apart.some((one) => one === input));
}

/** The state whose sign a figure carries: of its days, or unreconciled where the month's own total, or the sum of its campaigns, is another one. */
export function shownState(report: Report, metric: ReportMetric): FigureState | null {
  return differsFromMonth(report, metric) || differsFromCampaigns(report, metric)
    ? "unreconciled"
    : report.figures[metric].state;
}

/**
 * The thirteen months of a figure with the states whose signs they carry. The report's own has that of the figure itself, unless it is not
 * over, or began before the collection did: it is then drawn like one with gaps, for it must not look like a fall. None where the figure has
 * no record.
 */
export function shownMonths(report: Report, metric: ReportMetric): NonNullable<Figure["sparkline"]> {
  const months = report.figures[metric].sparkline ?? [];
  return months.map((month) => {
    if (month.month !== report.month || month.value === null) return month;
    const state = shownState(report, metric);
    const isPart = report.coverage.days < report.coverage.calendar && state !== "unreconciled";
    return { ...month, state: isPart || report.state === "open" ? "partial" : state };
  });
}

/** Whether the month that a figure is compared with is one whose own does not match Meta's, as its column in the record says. */
export function baseDiffers(
  report: Pick<Report, "month" | "figures">,
  metric: ReportMetric,
  base: "previous" | "year_ago",
): boolean {
  const month = addMonths(parseCalendarMonth(report.month), base === "previous" ? -1 : -12);
  const point = report.figures[metric].sparkline?.find((one) => one.month === month);
  return point?.state === "unreconciled";
}
