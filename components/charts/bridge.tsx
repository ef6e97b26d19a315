import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import { percent } from "@/components/charts/percent";

/** One floating piece of a bridge. `amount` in the unit of the ends; `text` as it is printed; good or bad news, or neither. */
export interface BridgeStep {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly amount: number;
  readonly text: ReactNode;
  readonly good: boolean | null;
}

/** What a bridge begins or ends with: a tick at its value, or only words. */
export interface BridgeEnd {
  readonly label: string;
  readonly note?: string;
  readonly text: ReactNode;
}

export interface BridgeScale {
  /** Share of the width in per cent. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** One scale for every bridge that begins at the same value; there is no zero on it, so nothing is drawn from zero. */
export function bridgeScale(from: number, ...bridges: readonly (readonly BridgeStep[])[]): BridgeScale {
  const heights = [from];
  for (const steps of bridges) {
    let at = from;
    for (const { amount } of steps) {
      at += amount;
      heights.push(at);
    }
  }
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  const scale = scaleLinear([low - room, high + room], [0, 100]);
  return { at: (value) => scale(value), ticks: scale.ticks(3) };
}

/**
 * What led from one value to another, drawn as pieces that hang where the one before ended (mocks/report.md, Charts). The printed amounts add
 * up exactly; the drawing is of the same numbers.
 */
export function Bridge(props: {
  from: number;
  begin?: BridgeEnd;
  steps: readonly BridgeStep[];
  end: BridgeEnd & { readonly value: number | null };
  scale: BridgeScale;
  tick?: (value: number, isLast: boolean) => string;
}) {
  const { scale, tick, begin, end } = props;
  let reached = props.from;
  const pieces = props.steps.map((step) => {
    const start = reached;
    reached += step.amount;
    return { step, start, stop: reached };
  });
  return (
    <div className="bars bridge">
      {tick ? (
        <div className="bar head" aria-hidden="true">
          <div className="bar-label" />
          <div className="bar-plot">
            <svg aria-hidden="true">
              {/* On a phone every second one where there are more than two, counted from the last, which names the unit. */}
              {scale.ticks.map((value, index) => (
                <text
                  key={value}
                  className={
                    scale.ticks.length > 2 && (scale.ticks.length - index) % 2 === 0 ? "dk" : undefined
                  }
                  x={percent(scale.at(value))}
                  y="12"
                  textAnchor="middle"
                >
                  {tick(value, index === scale.ticks.length - 1)}
                </text>
              ))}
            </svg>
          </div>
          <div className="bar-value" />
        </div>
      ) : null}
      {begin ? (
        <div className="bar">
          <div className="bar-label">
            <b>{begin.label}</b>
          </div>
          <Plot scale={scale}>
            <Mark at={scale.at(props.from)} />
            <Joint at={scale.at(props.from)} from="75%" to="100%" />
          </Plot>
          <div className="bar-value">{begin.text}</div>
        </div>
      ) : null}
      {pieces.map(({ step, start, stop }, index) => (
        <div className="bar" key={step.key}>
          <div className="bar-label">
            {step.label} <small>{step.note}</small>
          </div>
          <Plot scale={scale}>
            <Joint at={scale.at(start)} from="0%" to="50%" />
            {index < pieces.length - 1 || end.value !== null ? (
              <Joint at={scale.at(stop)} from="50%" to="100%" />
            ) : null}
            <rect
              className={step.good === null ? "b" : step.good ? "good" : "bad"}
              x={percent(Math.min(scale.at(start), scale.at(stop)))}
              width={percent(Math.abs(scale.at(stop) - scale.at(start)))}
              y="50%"
              height="14"
              transform="translate(0 -7)"
            />
          </Plot>
          <div className={step.good === null ? "bar-value" : `bar-value ${step.good ? "is-good" : "is-bad"}`}>
            {step.text}
          </div>
        </div>
      ))}
      <div className="bar sum">
        <div className="bar-label">
          <b>{end.label}</b> {end.note ? <small>{end.note}</small> : null}
        </div>
        {end.value === null ? (
          <div className="bar-plot" />
        ) : (
          <Plot scale={scale}>
            <Joint at={scale.at(end.value)} from="0%" to="25%" />
            <Mark at={scale.at(end.value)} />
          </Plot>
        )}
        <div className="bar-value">{end.text}</div>
      </div>
    </div>
  );
}

function Plot({ scale, children }: { scale: BridgeScale; children: ReactNode }) {
  return (
    <div className="bar-plot">
      <svg aria-hidden="true">
        {scale.ticks.map((value) => (
          <line
            key={value}
            className="gl"
            x1={percent(scale.at(value))}
            x2={percent(scale.at(value))}
            y1="0"
            y2="100%"
          />
        ))}
        {children}
      </svg>
    </div>
  );
}

function Mark({ at }: { at: number }) {
  return <line className="mark" x1={percent(at)} x2={percent(at)} y1="25%" y2="75%" />;
}

function Joint({ at, from, to }: { at: number; from: string; to: string }) {
  return <line className="joint" x1={percent(at)} x2={percent(at)} y1={from} y2={to} />;
}
