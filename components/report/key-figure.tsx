import { Sparkline } from "@/components/charts/sparkline";
import { ComparisonLine } from "@/components/report/comparison-line";
import { CoverageLine } from "@/components/report/coverage-line";
import { FigureValue } from "@/components/report/figure-value";
import { monthsByState } from "@/components/report/months-by-state";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";
import { shownMonths } from "@/lib/report/shown-state";

/** One key figure: value, sign of its state, both comparisons, 13 months, and the way to its source. */
export function KeyFigure({ kit, metric }: { kit: ReportKit; metric: ReportMetric }) {
  const { t, view, name } = kit;
  const figure = view.report.figures[metric];
  const months = shownMonths(view.report, metric);
  return (
    <article className="key">
      <h2>{name(metric)}</h2>
      <FigureValue kit={kit} metric={metric} />
      <CoverageLine kit={kit} metric={metric} />
      {figure.value === null ? (
        <>
          <p className="cmp flat">{t(`states.unavailable.${figure.unavailable ?? "not_collected"}`)}</p>
          <p className="cmp" />
        </>
      ) : (
        <>
          <ComparisonLine kit={kit} metric={metric} with="previous" />
          <ComparisonLine kit={kit} metric={metric} with="year_ago" />
        </>
      )}
      <div className="spark">
        {months.some((point) => point.value !== null) ? (
          <Sparkline
            points={months}
            label={[
              t("report.spark", {
                metric: name(metric),
                months: String(months.length),
                from: kit.format.month(months[0]?.month ?? ""),
                to: kit.format.month(view.report.month),
              }),
              ...monthsByState(kit, metric),
            ].join("; ")}
            month={kit.format.monthShort}
            columns={(svg) => kit.figure({ metric, part: "months:" }, svg)}
          />
        ) : null}
      </div>
      <button type="button" className="src" popoverTarget={panelId(metric)}>
        {t("report.keys.source")}
        <span className="vh">: {name(metric)}</span>
      </button>
    </article>
  );
}

/** The id of a figure's panel, which its button opens without a script. */
export function panelId(metric: ReportMetric): string {
  return `source-${metric.replaceAll("_", "-")}`;
}
