import type { ReactNode } from "react";
import type { dayScale } from "@/components/charts/course-scales";
import type { CourseWords } from "@/components/charts/daily-course";
import { percent } from "@/components/charts/percent";

/** Pixels of one annotation's line above the panels. */
export const annotationHeight = 20;

/** Of the chart's width, at its narrowest with words beside the lines: 60 letters need 60 of 100. */
const percentOfLetter = 1;

/** Moves what is inside down by so many pixels; the same elements where there is nothing to make room for. */
export function Shifted({ by, children }: { by: number; children: ReactNode }) {
  return by === 0 ? children : <g transform={`translate(0 ${by})`}>{children}</g>;
}

interface AnnotationsProps {
  readonly words: CourseWords;
  readonly x: ReturnType<typeof dayScale>;
}

/** An ink line through the panels at each day that staff have words about. Where the words stand at its top, it begins beside them. */
export function AnnotationLines({
  words,
  x,
  top,
  bottom,
}: AnnotationsProps & { top: number; bottom: number }) {
  return words.annotations.map(({ date, text }, index) => {
    const middle = percent(x.middle(date));
    return (
      <g key={`${date} ${text}`}>
        <line className="an dk" x1={middle} x2={middle} y1={index * annotationHeight + 4} y2={top} />
        <line className="an" x1={middle} x2={middle} y1={top} y2={bottom} />
      </g>
    );
  });
}

/** The words, one below the other, so that no two run into each other; a line of another day makes way for them. On a phone they stand under the chart. */
export function AnnotationTexts({ words, x }: AnnotationsProps) {
  return words.annotations.map(({ date, text }, index) => {
    const at = x.middle(date);
    const left = at > 100 - text.length * percentOfLetter;
    return (
      <text
        key={`${date} ${text}`}
        className="ant over dk"
        x={percent(at)}
        dx={left ? -6 : 6}
        y={index * annotationHeight + 14}
        textAnchor={left ? "end" : "start"}
      >
        {text}
      </text>
    );
  });
}
