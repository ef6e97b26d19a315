import { Fragment } from "react";
import { previousMonth } from "@/components/report/base-month";
import { KeyFigure } from "@/components/report/key-figure";
import { SourcePanel } from "@/components/report/source-panel";
import type { ReportKit } from "@/lib/publications/report-kit";
import { isUnread } from "@/lib/report/last-read";
import { matchesMeta } from "@/lib/report/matches-meta";
import { shownMonths, shownState } from "@/lib/report/shown-state";

/** The key figures, four to a row, and one line that explains their signs (screens.md §1.3). */
export function KeyFigures({ kit }: { kit: ReportKit }) {
  const { t, view } = kit;
  return (
    <section aria-label={t("report.keys.title")}>
      <div className={`q keys${sizeOf(kit)}`}>
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

/** All values in one size, in which the longest keeps every digit inside its column (mocks/report.md, Type). */
function sizeOf({ format, view }: ReportKit): string {
  const widths = view.keyMetrics.map((metric) => {
    const { value } = view.report.figures[metric];
    if (value === null) return 0;
    if (!format.isMoney(metric)) return format.value(metric, value).length;
    const { before, whole, after } = format.moneyParts(value);
    // Currency and decimals are set about half as large.
    return whole.length + (before.length + after.length) / 2;
  });
  const widest = Math.max(...widths);
  return widest > 13 ? " huge" : widest > 11 ? " longer" : widest > 10 ? " long" : "";
}

function Legend({ kit }: { kit: ReportKit }) {
  const { t, format, view } = kit;
  const { report } = view;
  if (view.empty) {
    const values = { days: String(report.coverage.days), expected: String(report.coverage.expected) };
    return (
      <p className="note">
        {t(matchesMeta(report) ? "report.empty.factsMatch" : "report.empty.facts", values)}
      </p>
    );
  }
  const provisional = view.keyMetrics.some((metric) => shownState(report, metric) === "provisional");
  const lengths = view.keyMetrics
    .map((metric) => report.figures[metric].comparisons.previous)
    .find(
      (comparison) => comparison.kind !== "not_comparable" && comparison.own_days !== comparison.base_days,
    );
  const drawn = new Set(
    view.keyMetrics.flatMap((metric) =>
      shownMonths(report, metric).flatMap(({ value, state }) => (value === null ? [] : state)),
    ),
  );
  const outlined = (["unreconciled", "partial"] as const).filter((state) => drawn.has(state));
  if (!(provisional && report.may_change) && !lengths && outlined.length === 0) return null;
  return (
    <p className="note">
      {provisional && report.may_change ? (
        <>
          <span className="sw" aria-hidden="true" />
          {t("report.keys.mayChange", {
            late: isUnread(report.may_change),
            date: format.day(report.may_change.until),
          })}{" "}
        </>
      ) : null}
      {outlined.map((state) => (
        <Fragment key={state}>
          <span className={`sw ${state === "partial" ? "part" : "differs"}`} aria-hidden="true" />
          {t(`report.keys.outlined.${state}`)}{" "}
        </Fragment>
      ))}
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
