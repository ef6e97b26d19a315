import type { ReactNode } from "react";
import type { dayScale } from "@/components/charts/course-scales";
import type { CourseWords } from "@/components/charts/daily-course";
import { percent } from "@/components/charts/percent";

/** Pixels of one annotation's line above the panels. */
export const annotationHeight = 20;

/** Moves what is inside down by so many pixels; the same elements where there is nothing to make room for. */
export function Shifted({ by, children }: { by: number; children: ReactNode }) {
  return by === 0 ? children : <g transform={`translate(0 ${by})`}>{children}</g>;
}

/** Staff's words beside a day: an ink line through the panels with the words at its top, one below the other. On a phone the words stand under the chart. */
export function Annotations(props: { words: CourseWords; x: ReturnType<typeof dayScale>; bottom: number }) {
  const { words, x, bottom } = props;
  return words.annotations.map(({ date, text }, index) => {
    const middle = percent(x.middle(date));
    const top = index * annotationHeight;
    // Sixty characters fit to the right of two fifths, and to the left of everything beyond.
    const left = x.middle(date) > 40;
    return (
      <g key={`${date} ${text}`}>
        <line className="an" x1={middle} x2={middle} y1={top + 4} y2={bottom} />
        <text
          className="ant dk"
          x={middle}
          dx={left ? -6 : 6}
          y={top + 14}
          textAnchor={left ? "end" : "start"}
        >
          {text}
        </text>
      </g>
    );
  });
}
