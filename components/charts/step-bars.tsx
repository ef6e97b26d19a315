import { Fragment, type ReactNode } from "react";
import { percent } from "@/components/charts/percent";

/** One step: its bar, the bar of the step before as a pale track, and figures flush right. Lengths are shares of the longest, 0 … 1. */
export interface StepBar {
  readonly key: string;
  readonly label: string;
  /** Said in amber beside the label. */
  readonly warning: string | null;
  readonly share: number;
  readonly track: number | null;
  /** Column texts, the first one bold; where the heads are not shown, `label` names a figure and `after` is its unit. */
  readonly figures: readonly { readonly label: string; readonly text: ReactNode; readonly after?: string }[];
}

/** Steps one under the other, each as long as it is of the longest (mocks/report.md, Charts: Funnel). */
export function StepBars({ heads, steps }: { heads: readonly string[]; steps: readonly StepBar[] }) {
  return (
    <div className="bars numbered">
      <div className="bar head" aria-hidden="true">
        <div className="bar-label" />
        <div className="bar-plot" />
        <div className="bar-values">
          {heads.map((head) => (
            <Fragment key={head}>
              <span>{head}</span>{" "}
            </Fragment>
          ))}
        </div>
      </div>
      {steps.map((step) => (
        <div className="bar" key={step.key}>
          <div className="bar-label">
            {step.label} {step.warning ? <small className="warns">{step.warning}</small> : null}
          </div>
          <div className="bar-plot">
            <svg aria-hidden="true">
              {step.track === null ? null : (
                <rect
                  className="track"
                  x="0"
                  width={percent(step.track * 100)}
                  y="50%"
                  height="16"
                  transform="translate(0 -8)"
                />
              )}
              <rect
                className="b"
                x="0"
                width={percent(step.share * 100)}
                y="50%"
                height="16"
                transform="translate(0 -8)"
              />
            </svg>
          </div>
          <div className="bar-values">
            {step.figures.map(({ label, text, after }, index) => (
              <Fragment key={label}>
                <span className={index === 0 ? "lead" : undefined} data-label={label} data-after={after}>
                  {text}
                </span>{" "}
              </Fragment>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
