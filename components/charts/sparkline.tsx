import { scaleBand, scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import { percent, round } from "@/components/charts/percent";

export interface SparklinePoint {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly value: string | null;
  readonly state: "unreconciled" | "partial" | "provisional" | "settled" | null;
}

const height = 44;

/** What a column's state adds to its class: one that is not whole has a broken line around it, one that differs from Meta's total an unbroken one. */
const outlines = { unreconciled: " differs", partial: " part", provisional: "", settled: "" } as const;

/**
 * Months as columns from zero: the last in the accent, the first (a year ago) darker, a missing month an empty slot, an incomplete or
 * unreconciled one only outlined, each by a line of its own, so that it does not look like a whole one.
 */
export function Sparkline(props: {
  points: readonly SparklinePoint[];
  /** What the columns are, for those who cannot see them. */
  label: string;
  month: (month: string) => string;
  /** What the page makes of the columns, such as a way to their figures. */
  columns: (svg: ReactNode) => ReactNode;
}) {
  const { points } = props;
  const first = points[0]?.month ?? "";
  const last = points.at(-1)?.month ?? "";
  const x = scaleBand([0, 100])
    .domain(points.map((point) => point.month))
    .paddingInner(0.34);
  const top = Math.max(...points.map((point) => Number(point.value ?? 0)), 0);
  const y = scaleLinear([0, top || 1], [0, 100]);
  return (
    <>
      {props.columns(
        <svg role="img" aria-label={props.label} height={height}>
          {points.map((point) => {
            if (point.value === null) return null;
            const share = Math.max(0, y(Number(point.value)));
            const kind = point.month === last ? "n" : point.month === first ? "y" : "o";
            return (
              <rect
                key={point.month}
                className={kind + outlines[point.state ?? "settled"]}
                x={percent(x(point.month) ?? 0)}
                width={percent(x.bandwidth())}
                y={percent(100 - share)}
                height={`${round(share)}%`}
              />
            );
          })}
        </svg>,
      )}
      <p>
        <span>{props.month(first)}</span> <b>{props.month(last)}</b>
      </p>
    </>
  );
}
