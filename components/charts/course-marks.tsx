import type { dayScale, Panel } from "@/components/charts/course-scales";
import type { ChartDay, CourseWords } from "@/components/charts/daily-course";
import { percent, round } from "@/components/charts/percent";

/**
 * What is wrong with days, drawn and said: a day that should be there is a dashed slot through every panel, a day that does not match is
 * red. One label, between the panels, for the graver of both: gaps.
 */
export function CourseMarks(props: {
  days: readonly ChartDay[];
  x: ReturnType<typeof dayScale>;
  panels: readonly Panel[];
  words: CourseWords;
}) {
  const { x, panels, words } = props;
  const gaps = props.days.filter((day) => day.gap);
  const wrong = props.days.filter((day) => day.spendDiffers || day.resultDiffers);
  const labelled = gaps[0] ?? wrong[0];
  const spend = panels.at(-1);
  if (!labelled || !spend) return null;
  const middle = x.middle(labelled.date);
  const bad = gaps.length === 0;
  // A result that does not match is in the panel above the label, a spend in the one below.
  const above = bad && !labelled.spendDiffers;
  const [from, to] = above
    ? [spend.top - 36, spend.top - 22]
    : [spend.top - 6, bad ? spend.y(labelled.spend ?? 0) : spend.top];
  return (
    <>
      {gaps.flatMap((day) =>
        panels.map((panel) => (
          <rect
            key={`${day.date} ${panel.top}`}
            className="gap"
            x={percent(x.bar(day.date))}
            width={percent(x.barWidth)}
            y={panel.top}
            height={panel.bottom - panel.top}
          />
        )),
      )}
      <line
        className={bad ? "leader bad" : "leader"}
        x1={percent(middle)}
        x2={percent(middle)}
        y1={round(from)}
        y2={round(to)}
      />
      <text
        className={bad ? "lab gapt bad" : "lab gapt"}
        x={percent(middle)}
        y={spend.top - 10}
        textAnchor={middle > 80 ? "end" : middle < 30 ? "start" : "middle"}
      >
        {bad ? words.differs : words.missing}
      </text>
    </>
  );
}
