import { isFailed } from "@/lib/collect/period/failed-reasons";
import type { PeriodState } from "@/lib/collect/period/period-state";
import type { DueMonth } from "@/lib/collect/period/plan-periods";
import type { BreakdownKind } from "@/lib/values/breakdown";

/** One question about one month. */
export interface DueQuestion {
  readonly due: DueMonth;
  readonly of: "reach" | BreakdownKind;
}

/**
 * The questions of a turn, newest month first; those that failed when they were asked last come after all others: one that takes all its time
 * ends the turn, and would keep the others from ever being asked. Pure.
 */
export function orderQuestions(months: readonly DueMonth[], state: PeriodState): DueQuestion[] {
  const questions = months.flatMap((due): DueQuestion[] => [
    ...(due.reach ? [{ due, of: "reach" as const }] : []),
    ...due.breakdowns.map((of) => ({ due, of })),
  ]);
  const failed = new Set(questions.filter((question) => hasFailed(question, state)));
  return [...questions.filter((question) => !failed.has(question)), ...failed];
}

function hasFailed({ due, of }: DueQuestion, { reach, reads }: PeriodState): boolean {
  const { since } = due.window;
  // Of a month to date, every morning asks for other days.
  if (of === "reach") return reach.some((one) => one.window.since === since && isFailed(one.unavailable));
  return reads.some((one) => one.kind === of && one.window.since === since && one.failedAt !== null);
}
