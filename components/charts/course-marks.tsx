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
  const place = placeOf(middle);
  const tone = bad ? "bad" : "";
  const wide = place === "wide" ? "dk" : "";
  const text = bad ? words.differs : words.missing;
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
      {place === "far" ? null : (
        <line
          className={["leader", tone, wide].filter(Boolean).join(" ")}
          x1={percent(middle)}
          x2={percent(middle)}
          y1={round(from)}
          y2={round(to)}
        />
      )}
      {place === "far" ? null : (
        <text
          className={["lab gapt", tone, wide].filter(Boolean).join(" ")}
          x={percent(middle)}
          y={spend.top - 10}
          textAnchor={middle > 80 ? "end" : middle < 30 ? "start" : "middle"}
        >
          {text}
        </text>
      )}
      {place === "near" ? null : (
        <text
          className={["lab gapt", tone, place === "far" ? "" : "ph"].filter(Boolean).join(" ")}
          x="100%"
          y={spend.top - 10}
          textAnchor="end"
        >
          {text}
        </text>
      )}
    </>
  );
}

/**
 * Where the label has room beside the panel's name at the left: near its day, near it except on a phone, or only at the far end of the line.
 * `middle` is the day's place in per cent.
 */
function placeOf(middle: number): "near" | "wide" | "far" {
  if (middle >= 50) return "near";
  return middle >= 15 ? "wide" : "far";
}
