import { baseMonth } from "@/components/report/base-month";
import type { StaffPage } from "@/lib/auth/staff-page";
import { dayYearText } from "@/lib/i18n/date-text";
import type { ReportKit } from "@/lib/publications/report-kit";
import { metricKeys, type ReportMetric } from "@/lib/report/document";
import type { FigurePart } from "@/lib/report/figure-part";
import { shownMonths } from "@/lib/report/shown-state";

/** What a part of a month's figure is and how it is made; the other lines of the panel are about the figure that it is a part of. */
export function partWords(
  kit: ReportKit,
  { t, staff }: StaffPage,
  metric: ReportMetric,
  { kind, key, name }: FigurePart & { readonly name: string },
): string {
  switch (kind) {
    case "day":
      return t("today.source.partOf.day", { day: dayYearText(staff.locale, key) });
    case "campaign":
    case "campaign_change":
    case "age_gender":
    case "placement":
      return t(`today.source.partOf.${kind}`, { name });
    case "driver":
    case "others":
    case "rest":
    case "gender":
    case "days":
    case "printed":
      return t(`today.source.partOf.${kind}`);
    case "compared":
      return key === "previous" || key === "year_ago" ? comparedWords(kit, t, metric, key) : "";
    case "rate":
    case "base_rate":
      return rateWords(kit, t, metric, key, kind);
    case "months":
      return monthsWords(kit, t, metric);
  }
}

type Words = StaffPage["t"];

/** Both sides of a comparison with the days that they cover (R9). */
function comparedWords(
  kit: ReportKit,
  t: Words,
  metric: ReportMetric,
  base: "previous" | "year_ago",
): string {
  const { format, view } = kit;
  const found = view.report.figures[metric].comparisons[base];
  const value = (text: string | null) => (text === null ? "—" : format.value(metric, text));
  return t("today.source.partOf.compared", {
    own: value(found.own),
    ownDays: found.own_days,
    base: value(found.base),
    baseDays: found.base_days,
    month: format.month(baseMonth(kit, base)),
  });
}

/** A step of the funnel by the step before, of this month or of the month before. */
function rateWords(
  { format, view, name }: ReportKit,
  t: Words,
  step: ReportMetric,
  before: string,
  kind: "rate" | "base_rate",
): string {
  const known = metricKeys.find((key) => key === before);
  if (!known) return "";
  const text = (metric: ReportMetric) => {
    const { value, comparisons } = view.report.figures[metric];
    const shown = kind === "rate" ? value : comparisons.previous.base;
    return shown === null ? "—" : format.value(metric, shown);
  };
  return t(`today.source.partOf.${kind}`, {
    step: name(step),
    value: text(step),
    before: name(known),
    whole: text(known),
  });
}

/** Every column of the small chart as a figure. */
function monthsWords({ format, view }: ReportKit, t: Words, metric: ReportMetric): string {
  const months = shownMonths(view.report, metric).map(({ month, value, state }) => {
    const name = format.monthShort(month);
    if (value === null) return `${name} —`;
    const words = state === "unreconciled" || state === "partial" ? ` (${t(`states.figure.${state}`)})` : "";
    return `${name} ${format.value(metric, value)}${words}`;
  });
  return t("today.source.partOf.months", { months: months.join("; ") });
}
