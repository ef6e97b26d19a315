import { previousMonth } from "@/components/report/base-month";
import { KeyFigure } from "@/components/report/key-figure";
import type { ReportKit } from "@/components/report/report-kit";
import { SourcePanel } from "@/components/report/source-panel";

/** The key figures, four to a row, and one line that explains their signs (screens.md §1.3). */
export function KeyFigures({ kit }: { kit: ReportKit }) {
  const { t, view } = kit;
  return (
    <section aria-label={t("report.keys.title")}>
      <div className={`q keys n${view.keyMetrics.length}`}>
        {view.keyMetrics.map((metric) => (
          <KeyFigure kit={kit} metric={metric} key={metric} />
        ))}
      </div>
      <Legend kit={kit} />
      {view.keyMetrics.map((metric) => (
        <SourcePanel kit={kit} metric={metric} key={metric} />
      ))}
    </section>
  );
}

function Legend({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const { report } = view;
  if (view.empty) {
    const values = { days: String(report.coverage.days), expected: String(report.coverage.expected) };
    return (
      <p className="note">
        {t(report.reconciled ? "report.empty.factsMatch" : "report.empty.facts", values)}
      </p>
    );
  }
  const provisional = view.keyMetrics.some((metric) => report.figures[metric].state === "provisional");
  const lengths = view.keyMetrics
    .map((metric) => report.figures[metric].comparisons.previous)
    .find(
      (comparison) => comparison.kind !== "not_comparable" && comparison.own_days !== comparison.base_days,
    );
  if (!(provisional && report.may_change) && !lengths) return null;
  return (
    <p className="note">
      {provisional && report.may_change ? (
        <>
          <span className="sw" aria-hidden="true" />
          {t("report.keys.mayChange", { date: format.day(report.may_change.until) })}{" "}
        </>
      ) : null}
      {lengths
        ? t("report.keys.wholeMonths", {
            month: format.monthName(report.month),
            days: String(lengths.own_days),
            base: format.monthName(previousMonth(report.month)),
            baseDays: String(lengths.base_days),
          })
        : null}
    </p>
  );
}
