import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { differsFromCampaigns, differsFromMonth } from "@/lib/report/shown-state";

/** The words beside a figure's sign: how many days it has, or the amount that does not match. */
export function CoverageLine({ kit, metric }: { kit: ReportKit; metric: ReportMetric }) {
  const { t, format, view } = kit;
  const { report } = view;
  const figure = report.figures[metric];
  const total = report.month_total;
  if (figure.state !== "unreconciled" && total && differsFromMonth(report, metric)) {
    if (total.metric !== metric) return <p className="cov bad">{t("report.keys.uses")}</p>;
    const difference = format.value(metric, total.difference.replace(/^-/, ""));
    return <p className="cov bad">{t("report.keys.monthTotal", { difference })}</p>;
  }
  if (figure.state === "unreconciled" || differsFromCampaigns(report, metric)) {
    const own = view.disagreements.find((item) => item.metric === metric);
    const difference = own?.sums?.difference;
    if (own === undefined || difference === undefined)
      return <p className="cov bad">{t("report.keys.uses")}</p>;
    return (
      <p className="cov bad">
        {kit.figure(
          { metric: own.metric, part: "rest:" },
          t(difference.startsWith("-") ? "report.keys.excess" : "report.keys.outside", {
            difference: format.value(own.metric, difference.replace(/^-/, "")),
          }),
        )}
      </p>
    );
  }
  if (figure.state === "partial") {
    const expected = String(report.coverage.expected);
    const text = t("report.keys.coverage", { days: String(figure.days), expected });
    return <p className="cov">{kit.figure({ metric, part: "days:" }, text)}</p>;
  }
  return <p className="cov" />;
}
