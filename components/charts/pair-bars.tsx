import type { ReactNode } from "react";
import { percent } from "@/components/charts/percent";

export interface Pair {
  readonly key: string;
  readonly label: string;
  readonly cells: readonly [PairCell, PairCell];
}

export interface PairCell {
  readonly text: ReactNode;
  /** Of the largest cell of the chart, 0 … 1. */
  readonly share: number;
}

/** A row without bars: what neither column has, or what all rows add up to. */
export interface PairSum {
  readonly key: string;
  readonly label: string;
  readonly text: ReactNode;
  readonly isTotal: boolean;
}

/** Two bars a row on one scale, each with its value right of it (mocks/report.md, Charts: Rows); `sums` stand below them. */
export function PairBars({
  heads,
  pairs,
  sums,
}: {
  heads: readonly [string, ReactNode, ReactNode];
  pairs: readonly Pair[];
  sums: readonly PairSum[];
}) {
  const [label, left, right] = heads;
  return (
    <div className="bars pairs">
      <div className="bar head">
        <div className="bar-label">{label}</div>
        <div className="pair">{left}</div>
        <div className="pair">{right}</div>
      </div>
      {pairs.map((pair) => (
        <div className="bar" key={pair.key}>
          <div className="bar-label">{pair.label}</div>
          {pair.cells.map((cell, index) => (
            <div className="pair" key={index === 0 ? "left" : "right"}>
              <svg aria-hidden="true">
                <rect
                  className="b"
                  x="0"
                  width={percent(cell.share * 100)}
                  y="50%"
                  height="14"
                  transform="translate(0 -7)"
                />
              </svg>
              <span className="bar-value">{cell.text}</span>
            </div>
          ))}
        </div>
      ))}
      {sums.map(({ key, label: name, text, isTotal }) => (
        <div className={isTotal ? "bar alone sum" : "bar alone"} key={key}>
          <div className="bar-label">{isTotal ? <b>{name}</b> : name}</div>
          <div className="bar-value">{text}</div>
        </div>
      ))}
    </div>
  );
}
