import { BaseDiffers } from "@/components/report/base-differs";
import { previousMonth } from "@/components/report/base-month";
import { notComparableText } from "@/components/report/not-comparable-text";
import { metricKinds } from "@/lib/i18n/metric-kind";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { Comparison, ReportMetric } from "@/lib/report/document";
import { sharedDays } from "@/lib/report/shared-days";

type Base = "previous" | "year_ago";

/** A figure against an earlier period: arrow and words, counts under 10, or the reason why not (R9). Colour only with a word. */
export function ComparisonLine(props: { kit: ReportKit; metric: ReportMetric; with: Base }) {
  const { kit, metric } = props;
  const comparison = kit.view.report.figures[metric].comparisons[props.with];
  switch (comparison.kind) {
    case "percent":
      return <Percent {...props} comparison={comparison} />;
    case "counts":
    case "from_zero":
      return (
        <p className="cmp flat">
          {kit.figure(
            { metric, part: `compared:${props.with}` },
            countsText(kit, metric, props.with, comparison),
          )}
          <Days kit={kit} comparison={comparison} with={props.with} />
          <BaseDiffers {...props} />
        </p>
      );
    case "not_comparable":
      return (
        <p className="cmp flat">
          {kit.t("report.compare.not", { reason: notComparableText(kit, props.with, comparison) })}
        </p>
      );
  }
}

function Percent(props: { kit: ReportKit; metric: ReportMetric; with: Base; comparison: Comparison }) {
  const { kit, metric, comparison } = props;
  const { t, format, view } = kit;
  const change = comparison.change ?? "0";
  const base = previousMonth(view.report.month);
  const monthly = props.with === "previous";
  const of = { metric, part: `compared:${props.with}` };
  if (Number(change) === 0) {
    return (
      <p className="cmp flat">
        {kit.figure(
          of,
          monthly
            ? t("report.compare.same", { inMonth: format.inMonth(base) })
            : t("report.compare.sameYear"),
        )}
        <Days kit={kit} comparison={comparison} with={props.with} />
        <BaseDiffers kit={kit} metric={metric} with={props.with} />
      </p>
    );
  }
  const direction = change.startsWith("-") ? "down" : "up";
  const word = t(`report.compare.word.${metricKinds[metric]}.${direction}`);
  const tone = comparison.good === null ? undefined : `${direction}-${comparison.good ? "good" : "bad"}`;
  const amount = Math.abs(Number(change)) < 0.5 ? t("report.compare.under") : format.change(change);
  return (
    <p className="cmp">
      <i className={tone} aria-hidden="true">
        {direction === "down" ? "↓" : "↑"}
      </i>{" "}
      <span>
        <b className={tone}>{kit.figure(of, amount)}</b>{" "}
        <span className="dk">
          {monthly
            ? t("report.compare.than", { word, inMonth: format.inMonth(base) })
            : t("report.compare.thanYear", { word })}
        </span>
        <span className="ph" hidden>
          <span className="vh">{t(`report.compare.heard.${direction}`)} </span>
          {monthly
            ? t("report.compare.since", { month: format.monthGenitive(base) })
            : t("report.compare.yearOnYear")}
        </span>
        <Days kit={kit} comparison={comparison} with={props.with} />
        {comparison.good === null ? null : (
          <>
            , <b className={tone}>{t(comparison.good ? "report.compare.better" : "report.compare.worse")}</b>
          </>
        )}
        <BaseDiffers kit={kit} metric={metric} with={props.with} />
      </span>
    </p>
  );
}

/** ", same 29 days" where not the whole months are compared. */
function Days(props: { kit: ReportKit; comparison: Comparison; with: Base }) {
  const { kit, comparison } = props;
  const days = sharedDays(comparison, kit.view.report.month, props.with);
  return days === null ? null : <>, {kit.t("report.compare.sameDays", { days: String(days) })}</>;
}

function countsText(kit: ReportKit, metric: ReportMetric, base: Base, comparison: Comparison): string {
  const { t, format, view } = kit;
  const from = comparison.base === null ? "—" : format.value(metric, comparison.base);
  const to = comparison.own === null ? "—" : format.value(metric, comparison.own);
  if (base === "year_ago") return t("report.compare.countsYear", { from, to });
  return t("report.compare.counts", { from, to, inMonth: format.inMonth(previousMonth(view.report.month)) });
}
