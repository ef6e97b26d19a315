import type { DayState } from "@/lib/facts/day-state";

/** What the grid draws for one account-day, gravest first: where several hold, the first is drawn (mocks/staff.md, Day grid). */
export const cellStates = [
  "failed",
  "missing",
  "unreconciled",
  "late",
  "restated",
  "no_delivery",
  "provisional",
  "settled",
] as const;
export type CellState = (typeof cellStates)[number];

/** States of a day that needs somebody, or will. */
export const gapStates: readonly CellState[] = ["failed", "missing", "late"];

/** A stored day's marks beside its state (product.md, States). */
export interface DayMarks {
  /** Meta changed it in the last seven days. */
  readonly restated: boolean;
  /** Spend and impressions are 0: a fact, not a gap (incident 6). */
  readonly noDelivery: boolean;
}

/** The one state that is drawn. Only a stored day has marks, so a day without a row can never look like one without delivery. */
export function cellState(state: DayState, marks: DayMarks): CellState {
  const holding: readonly CellState[] = [
    state,
    ...(marks.restated ? (["restated"] as const) : []),
    ...(marks.noDelivery ? (["no_delivery"] as const) : []),
  ];
  return cellStates.find((each) => holding.includes(each)) ?? state;
}
