import { type ChartDay, DailyCourse } from "@/components/charts/daily-course";
import { CourseTable } from "@/components/report/course-table";
import { keepTogether } from "@/components/report/keep-together";
import { Section } from "@/components/report/section";
import { datesText, inSentence } from "@/components/report/text-lists";
import { unitHead } from "@/components/report/unit-head";
import type { ReportKit } from "@/lib/publications/report-kit";
import { isUnread } from "@/lib/report/last-read";

/** The month day by day: the sentence with the finding, the chart, the same figures as a table (screens.md §1.6). */
export function CourseSection({ kit }: { kit: ReportKit }) {
  const { t, view } = kit;
  const { course, report } = view;
  const notes = [t("report.course.weekends")];
  // An empty place under such a day must not look like a day without spend.
  const others = [...new Set(course.days.flatMap((day) => day.otherSpend?.currency ?? []))];
  if (others.length > 0) notes.push(t("report.course.otherCurrency", { currency: others.join(", ") }));
  if (report.may_change && course.hasResults) notes.push(t("report.course.hatched"));
  return (
    <Section title={t("report.course.title")} notes={notes} className="course-sec">
      <p className="say">{keepTogether(sentence(kit))}</p>
      {course.finding ? (
        <>
          <div className="fig">
            <Chart kit={kit} />
          </div>
          <AnnotationList kit={kit} />
          <details className="data">
            <summary>{t("report.course.data")}</summary>
            <CourseTable kit={kit} />
          </details>
        </>
      ) : null}
    </Section>
  );
}

function sentence(kit: ReportKit): string {
  const { t, format, view, name } = kit;
  const { finding } = view.course;
  if (finding === null) return t("report.course.nothing");
  if (finding.kind === "currencies") return t("report.notice.currencyEffect");
  if (finding.kind === "gaps") {
    return t("report.course.gaps", {
      count: finding.days.length,
      dates: datesText(kit, finding.days),
      complete: String(finding.complete),
    });
  }
  const metric = finding.kind === "results" && view.result ? view.result : "total_spend";
  const values = {
    metric: name(metric),
    average: metric === "total_spend" ? format.money(finding.average) : format.average(finding.average),
    best: format.value(metric, finding.best),
  };
  const [day] = finding.days;
  return finding.days.length === 1 && day
    ? t("report.course.best", { ...values, onDay: format.onDay(day) })
    : t("report.course.bestShared", { ...values, count: finding.days.length });
}

/** "12 October: new pictures", in order of days; words about days of another month have no place in this chart. */
function annotationTexts({ format, view }: ReportKit): { date: string; text: string }[] {
  const { notes, window } = view.report;
  return notes.annotations
    .filter(({ date }) => date >= window.since && date <= window.until)
    .map(({ date, text }) => ({ date, text: `${format.day(date)}: ${text}` }));
}

/** The same words for a phone, where they have no room inside the chart. */
function AnnotationList({ kit }: { kit: ReportKit }) {
  return annotationTexts(kit).map(({ date, text }) => (
    <p className="note ann ph" key={`${date} ${text}`} aria-hidden="true">
      {keepTogether(text)}
    </p>
  ));
}

function Chart({ kit }: { kit: ReportKit }) {
  const { t, format, view, name } = kit;
  const { course, report, result } = view;
  const range = format.range(report.window.since, report.window.until);
  const days = course.days.map(
    (day): ChartDay => ({
      date: day.date,
      weekend: day.weekend,
      gap: day.gap,
      spendDiffers: day.spendDiffers,
      resultDiffers: day.resultDiffers,
      hatched: day.mayChange,
      spend: day.spend === null ? null : Number(day.spend),
      spendTitle: day.spend === null ? "" : `${format.day(day.date)}: ${format.money(day.spend)}`,
      result: day.result === null ? null : Number(day.result),
      resultText: day.result === null ? "" : format.count(day.result),
    }),
  );
  // One tab stop for the whole drawing: its first mark.
  const first = course.hasResults ? days.find((day) => day.result !== null) : undefined;
  const stop = {
    result: first?.date,
    spend: first ? undefined : days.find((day) => day.spend !== null)?.date,
  };
  const gaps = course.days.filter((day) => day.gap);
  const wrong = course.days.filter((day) => day.spendDiffers || day.resultDiffers);
  const metric = course.hasResults && result ? name(result) : null;
  return (
    <DailyCourse
      days={days}
      role={kit.hasMarks ? "group" : "img"}
      mark={(day, of, mark) => {
        const part = `day:${day.date}`;
        if (of === "spend")
          return kit.mark(
            { metric: "total_spend", part },
            { words: day.spendTitle, stop: day.date === stop.spend },
            mark,
          );
        if (!result) return mark;
        const words = `${format.day(day.date)}: ${name(result)} ${day.resultText}`;
        return kit.mark({ metric: result, part }, { words, stop: day.date === stop.result }, mark);
      }}
      words={{
        label: [
          metric
            ? t("report.course.chartWith", { metric: inSentence(metric), range })
            : t("report.course.chart", { range }),
          ...annotationTexts(kit).map(({ text }) => text),
        ].join("; "),
        spend: unitHead(kit, "total_spend"),
        result: metric,
        until: report.may_change
          ? t("report.course.until", {
              late: isUnread(report.may_change),
              date: format.day(report.may_change.until),
            })
          : "",
        missing:
          gaps.length === 1 && gaps[0]
            ? t("report.course.missing", { date: format.dayShort(gaps[0].date) })
            : t("report.course.missingMany", { count: gaps.length }),
        differs:
          wrong.length === 1 && wrong[0]
            ? t("report.course.differs", { date: format.dayShort(wrong[0].date) })
            : t("report.course.differsMany", { count: wrong.length }),
        annotations: annotationTexts(kit),
        tick: (value) => format.tick(value),
      }}
    />
  );
}
