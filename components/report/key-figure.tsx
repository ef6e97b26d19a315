import { Sparkline, type SparklinePoint } from "@/components/charts/sparkline";
import { ComparisonLine } from "@/components/report/comparison-line";
import { CoverageLine } from "@/components/report/coverage-line";
import { FigureValue } from "@/components/report/figure-value";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { ReportMetric } from "@/lib/report/document";

/** One key figure: value, sign of its state, both comparisons, 13 months, and the way to its source. */
export function KeyFigure({ kit, metric }: { kit: ReportKit; metric: ReportMetric }) {
  const { t, view, name } = kit;
  const figure = view.report.figures[metric];
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
        {figure.sparkline?.some((point) => point.value !== null) ? (
          <Sparkline
            points={pointsOf(kit, figure.sparkline)}
            label={(from, to, months) =>
              t("report.spark", {
                metric: name(metric),
                months: String(months),
                from: kit.format.month(from),
                to: kit.format.month(to),
              })
            }
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

/** A month that is not over is drawn like one with gaps: it must not look like a fall. */
function pointsOf(kit: ReportKit, points: readonly SparklinePoint[]): readonly SparklinePoint[] {
  if (kit.view.report.state !== "open") return points;
  return points.map((point) =>
    point.month === kit.view.report.month ? { ...point, state: "partial" as const } : point,
  );
}

/** The id of a figure's panel, which its button opens without a script. */
export function panelId(metric: ReportMetric): string {
  return `source-${metric.replaceAll("_", "-")}`;
}
