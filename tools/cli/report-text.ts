import { metricKinds } from "@/lib/i18n/metric-kind";
import type { CorrectionItem } from "@/lib/report/corrections";
import type { AccountChange, Report, ReportMetric } from "@/lib/report/document";
import { printedMetrics } from "@/lib/report/printed-metrics";
import type { Blocker } from "@/lib/report/publishing-rules";
import { shownState } from "@/lib/report/shown-state";
import { addDays, type CalendarDay, parseCalendarDay } from "@/lib/values/calendar-day";
import { currencyDecimals } from "@/lib/values/currency";
import { Decimal, parseDecimal } from "@/lib/values/decimal";

/** A month in a few lines for a terminal. Values carry no currency sign and are rounded as reports print them; unknown is "—", never 0 (R3). */
export function reportAsText(report: Report, blockers: readonly Blocker[]): string {
  const { coverage } = report;
  const metrics = printedMetrics(report);
  const width = Math.max(...metrics.map((metric) => metric.length));
  return [
    `${report.client.name} · ${report.month} · ${report.time_zone} · ${report.currency}`,
    `${report.state} · ${coverage.days} of ${coverage.expected} days · ${reconciledText(report.reconciled)}`,
    ...metrics.map((metric) => {
      const figure = report.figures[metric];
      const value =
        figure.value === null
          ? `— ${(figure.unavailable ?? "").replaceAll("_", " ")}`
          : figureText(metric, figure.value, report.currency);
      const state = figure.value === null ? null : shownState(report, metric);
      return `  ${metric.padEnd(width)}  ${value}${state && state !== "settled" ? `  (${state})` : ""}`;
    }),
    ...blockers.map((blocker) => `Blocks publishing: ${blockerText(blocker)}`),
  ].join("\n");
}

/** A figure for a terminal: an amount with its currency's decimals, a ratio with two, a count as it is; no grouping, no sign of the unit. */
export function figureText(metric: ReportMetric, value: string, currency: string): string {
  const kind = metricKinds[metric];
  if (kind === "count") return value;
  const isMoney = kind === "money" || kind === "cost";
  return parseDecimal(value).toFixed(isMoney ? currencyDecimals(currency) : 2, Decimal.ROUND_HALF_UP);
}

/** A figure that is another one now, rounded as reports print it. */
export function correctionText({ kpi, from, to }: CorrectionItem, currency: string): string {
  const text = (value: string | null) => (value === null ? "—" : figureText(kpi, value, currency));
  return `${kpi}: from ${text(from)} to ${text(to)}`;
}

/** One blocker in words. */
export function blockerText(blocker: Blocker): string {
  switch (blocker.kind) {
    case "open":
      return "the month is not over";
    case "nothing_collected":
      return "no day of the month is collected";
    case "missing":
    case "failed":
      return `${blocker.kind} days ${datesText(blocker.dates)}`;
    case "unreconciled":
      return `campaigns do not add up to Meta's total on ${datesText(blocker.dates)}`;
    case "sums_differ":
      return `the month's campaigns do not add up to its account total: ${blocker.metrics.join(", ")}`;
    case "month_total_differs": {
      const { metric, days, meta } = blocker.total;
      return `the month's days add up to ${days} ${metric}, Meta's own total of the month is ${meta}`;
    }
    case "currency_changed":
    case "time_zone_changed": {
      const what = blocker.kind === "currency_changed" ? "currency" : "time zone";
      return blocker.changes.map((change) => changeText(what, change)).join("; ");
    }
  }
}

function changeText(what: string, { since, from, to }: AccountChange): string {
  if (since === null) return `the account's ${what} is ${to} now, the month's newest day is in ${from}`;
  return `the account's ${what} changed from ${from} to ${to} on ${since}`;
}

/** Days in order, those that follow each other as one range. */
export function datesText(dates: readonly string[]): string {
  const ranges: { since: CalendarDay; until: CalendarDay }[] = [];
  for (const date of dates.map(parseCalendarDay)) {
    const last = ranges.at(-1);
    if (last && addDays(last.until, 1) === date) last.until = date;
    else ranges.push({ since: date, until: date });
  }
  return ranges.map(({ since, until }) => (since === until ? since : `${since} to ${until}`)).join(", ");
}

function reconciledText(reconciled: boolean | null): string {
  if (reconciled === null) return "nothing to reconcile";
  return reconciled ? "matches Meta's total" : "does not match Meta's total";
}
