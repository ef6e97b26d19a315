import { Fragment, type ReactNode } from "react";
import {
  AnnotationLines,
  AnnotationTexts,
  annotationHeight,
  Shifted,
} from "@/components/charts/course-annotations";
import { DayLabels, PanelFrame, Weekends } from "@/components/charts/course-frame";
import { CourseMarks } from "@/components/charts/course-marks";
import { dayScale, type Panel, resultPanel, spendPanel, spendTicks } from "@/components/charts/course-scales";
import { percent, round } from "@/components/charts/percent";

/** One day as the chart draws it. Texts arrive formatted; null is a gap, never a zero. */
export interface ChartDay {
  readonly date: string;
  readonly weekend: boolean;
  readonly gap: boolean;
  readonly spendDiffers: boolean;
  readonly resultDiffers: boolean;
  readonly hatched: boolean;
  readonly spend: number | null;
  readonly spendTitle: string;
  readonly result: number | null;
  readonly resultText: string;
}

export interface CourseWords {
  readonly label: string;
  readonly spend: string;
  /** null: no result is measured, only spend is drawn. */
  readonly result: string | null;
  /** "provisional until 28 November", or empty. */
  readonly until: string;
  readonly missing: string;
  readonly differs: string;
  /** Staff's words beside a day, in order of days. */
  readonly annotations: readonly { readonly date: string; readonly text: string }[];
  readonly tick: (value: number) => string;
}

/** What the page makes of a day's mark, such as a way to its figure. */
export type DrawMark = (day: ChartDay, of: "result" | "spend", mark: ReactNode) => ReactNode;

/**
 * Results above, spend below, each on its own scale and baseline (never two scales in one panel): weekends shaded, gaps dashed, days that
 * may change hatched, every result with its number.
 */
export function DailyCourse(props: {
  days: readonly ChartDay[];
  words: CourseWords;
  mark: DrawMark;
  /** `group` where marks can be reached one by one: the inside of an image is nothing to a screen reader. */
  role: "img" | "group";
}) {
  const { days, words, mark } = props;
  const x = dayScale(days.map((day) => day.date));
  const results = words.result === null ? null : resultPanel(days.map((day) => day.result ?? 0));
  // Each annotation has a line of its own above the panels, so that no two can run into each other.
  const room = words.annotations.length * annotationHeight;
  const over = room > 0 ? " over" : "";
  const spend = spendPanel(
    days.map((day) => day.spend ?? 0),
    results !== null,
  );
  const panels = results ? [results, spend] : [spend];
  const height = spend.bottom + 28;
  const ticks = spendTicks(spend);
  return (
    <div className={results ? "course" : "course one"}>
      <svg height={height + room} role={props.role} aria-label={words.label}>
        <defs>
          <pattern
            id="hatch"
            width="4.2"
            height="4.2"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect className="hp" width="4.2" height="4.2" />
            <rect className="b" width="1.7" height="4.2" />
          </pattern>
        </defs>
        <Shifted by={room}>
          <Weekends days={days} x={x} panels={panels} />
          <PanelFrame panels={panels} grid={ticks.map((value) => spend.y(value))} />
          {results ? <ResultBars days={days} x={x} panel={results} mark={mark} /> : null}
          <SpendBars days={days} x={x} panel={spend} mark={mark} />
          <CourseMarks days={days} x={x} panels={panels} words={words} />
          <DayLabels days={days} x={x} y={spend.bottom + 18} />
        </Shifted>
        <AnnotationLines
          words={words}
          x={x}
          top={(results ?? spend).top + room}
          bottom={spend.bottom + room}
        />
        <Shifted by={room}>
          {results ? (
            <>
              <text className={`lab s${over}`} x="0" y={results.top - 8}>
                {words.result}
              </text>
              <text className={`lab until${over}`} x="100%" y={results.top - 8} textAnchor="end">
                {words.until}
              </text>
            </>
          ) : null}
          <text className={`lab s${over}`} x="0" y={spend.top - 10}>
            {words.spend}
          </text>
        </Shifted>
        <AnnotationTexts words={words} x={x} />
      </svg>
      <svg height={height + room} aria-hidden="true">
        {ticks.map((value) => (
          <text key={value} x="100%" y={round(spend.y(value) + 4 + room)} textAnchor="end">
            {words.tick(value)}
          </text>
        ))}
      </svg>
    </div>
  );
}

type Scale = ReturnType<typeof dayScale>;

interface BarsProps {
  readonly days: readonly ChartDay[];
  readonly x: Scale;
  readonly panel: Panel;
  readonly mark: DrawMark;
}

function ResultBars({ days, x, panel, mark }: BarsProps) {
  // Numbers of five digits and more would run into each other: then only the highest days carry theirs.
  const crowded = days.some((day) => day.resultText.length > 4);
  return days.map((day) => {
    if (day.result === null) return null;
    const y = panel.y(day.result);
    return (
      <g key={day.date}>
        {mark(
          day,
          "result",
          <>
            <rect
              className={day.resultDiffers ? "b differs" : day.hatched ? "b hatched" : "b"}
              x={percent(x.bar(day.date))}
              width={percent(x.barWidth)}
              y={round(y)}
              height={round(panel.bottom - y)}
            />
            {crowded && day.result < panel.max ? null : (
              <text className="v dk" x={percent(x.middle(day.date))} y={round(y - 5)}>
                {day.resultText}
              </text>
            )}
          </>,
        )}
      </g>
    );
  });
}

function SpendBars({ days, x, panel, mark }: BarsProps) {
  return days.map((day) => {
    if (day.spend === null) return null;
    const y = panel.y(day.spend);
    return (
      <Fragment key={day.date}>
        {mark(
          day,
          "spend",
          <rect
            className={day.spendDiffers ? "b differs" : "b"}
            x={percent(x.bar(day.date))}
            width={percent(x.barWidth)}
            y={round(y)}
            height={round(panel.bottom - y)}
          >
            <title>{day.spendTitle}</title>
          </rect>,
        )}
      </Fragment>
    );
  });
}
