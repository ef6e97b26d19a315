import type { ReportMetric } from "@/lib/report/document";
import { differsFromCampaigns, differsFromMonth } from "@/lib/report/shown-state";
import type { ReportWords } from "@/lib/report/words/report-words";

/** Words about a figure's state; `of` is the figure that they name, `isGrave` that something does not match. */
interface CoverageWords {
  readonly text: string;
  readonly isGrave: boolean;
  readonly of?: { readonly metric: ReportMetric; readonly part: string };
}

/** What stands beside a figure's sign: how many days it has, or the amount that does not match. null where nothing is to be said. */
export function coverageWords({ t, format, view }: ReportWords, metric: ReportMetric): CoverageWords | null {
  const { report, disagreements } = view;
  const figure = report.figures[metric];
  const total = report.month_total;
  const uses = { text: t("report.keys.uses"), isGrave: true };
  if (figure.state !== "unreconciled" && total && differsFromMonth(report, metric)) {
    if (total.metric !== metric) return uses;
    const difference = format.value(metric, total.difference.replace(/^-/, ""));
    return { text: t("report.keys.monthTotal", { difference }), isGrave: true };
  }
  if (figure.state === "unreconciled" || differsFromCampaigns(report, metric)) {
    const own = disagreements.find((item) => item.metric === metric);
    const difference = own?.sums?.difference;
    if (own === undefined || difference === undefined) return uses;
    const text = t(difference.startsWith("-") ? "report.keys.excess" : "report.keys.outside", {
      difference: format.value(own.metric, difference.replace(/^-/, "")),
    });
    return { text, isGrave: true, of: { metric: own.metric, part: "rest:" } };
  }
  if (figure.state !== "partial") return null;
  const expected = String(report.coverage.expected);
  const text = t("report.keys.coverage", { days: String(figure.days), expected });
  return { text, isGrave: false, of: { metric, part: "days:" } };
}
