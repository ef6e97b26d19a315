import type { ReactNode } from "react";
import { unitHead } from "@/components/report/unit-head";
import { moneyText } from "@/lib/i18n/money-text";
import type { ReportKit } from "@/lib/publications/report-kit";
import type { CourseDay } from "@/lib/publications/view/course";
import type { ReportMetric } from "@/lib/report/document";

/** The chart's figures in text: one row a day, "—" where there is no row, and the month's own total. */
export function CourseTable({ kit }: { kit: ReportKit }) {
  const { t, format, view, name } = kit;
  const { course, report, result } = view;
  const metric = course.hasResults ? result : null;
  const spend = report.figures.total_spend.value;
  const total = metric ? report.figures[metric].value : null;
  const figure = (date: string, of: ReportMetric, text: string) =>
    text === "—" ? text : kit.figure({ metric: of, part: `day:${date}` }, text);
  return (
    <table className="by-day">
      <thead>
        <tr>
          <th scope="col">{t("report.course.day")}</th>
          <th scope="col">{unitHead(kit, "total_spend")}</th>
          {metric ? <th scope="col">{name(metric)}</th> : null}
          <th scope="col">{t("report.course.state")}</th>
        </tr>
      </thead>
      <tbody>
        {course.days.map((day) => (
          <tr key={day.date}>
            <th scope="row">{dayOf(format.day(day.date))}</th>
            <td>{figure(day.date, "total_spend", spendText(kit, day))}</td>
            {metric ? (
              <td>{figure(day.date, metric, day.result === null ? "—" : format.count(day.result))}</td>
            ) : null}
            <td>{stateText(kit, day)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("report.course.total")}</th>
          <td>
            {spend === null ? "—" : kit.figure({ metric: "total_spend" }, format.bare("total_spend", spend))}
          </td>
          {metric ? <td>{total === null ? "—" : kit.figure({ metric }, format.count(total))}</td> : null}
          <td>
            {kit.figure(
              { metric: "total_spend", part: "days:" },
              t("report.record.days", {
                days: String(report.coverage.days),
                expected: String(report.coverage.calendar),
              }),
            )}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** "17 października": on the narrowest phone the number alone. */
function dayOf(text: string): ReactNode {
  const [number, month] = text.split("\u00A0");
  return (
    <>
      {number}
      <span className="month">{`\u00A0${month}`}</span>
    </>
  );
}

function spendText({ format }: ReportKit, { spend, otherSpend }: CourseDay): string {
  if (otherSpend) return moneyText(format.locale, otherSpend.currency, otherSpend.amount);
  return spend === null ? "—" : format.bare("total_spend", spend);
}

function stateText({ t }: ReportKit, { state, noDelivery }: CourseDay): string {
  if (state === null) return t("report.course.notDue");
  // Before collection began.
  if (state === "not_collected") return t("states.unavailable.not_collected");
  const text = t(`states.day.${state}`);
  return noDelivery ? `${text}, ${t("states.day.no_delivery")}` : text;
}
