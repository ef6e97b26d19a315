import type { ErrorClass, GraphError } from "@/lib/graph/errors/graph-error";

/** How often and how slowly one and the same request is made again. */
export interface RetryPlan {
  /** Further tries after the first. */
  readonly again: number;
  readonly firstMs: number;
  readonly capMs: number;
  /** The class of the error once the tries are used up. */
  readonly afterwards: ErrorClass;
}

const usual: RetryPlan = { again: 4, firstMs: 2_000, capMs: 60_000, afterwards: "RETRY" };
/** §3.4: a truncated or foreign body with 200, at most three times. */
const unreadable: RetryPlan = { ...usual, again: 3 };
/** §5.3, last row: two more, then the account has failed. */
const unknown: RetryPlan = { ...usual, again: 2 };
/** §5.3, 2/1504044: three more over at least five minutes; then it was never an outage but a heavy request (F04). */
const heavy: RetryPlan = { again: 3, firstMs: 60_000, capMs: 120_000, afterwards: "REDUCE" };

/** To learn what Meta does not answer: a second try says enough. */
const quick: RetryPlan = { ...usual, again: 1 };

/** The plan for an error, or null when the same request must not be made again (graph-api.md §5.2). */
export function retryPlanOf(error: GraphError, isQuick = false): RetryPlan | null {
  if (error.class !== "RETRY" || error.cutShort) return null;
  if (isQuick) return isHeavy(error) ? { ...quick, afterwards: "REDUCE" } : quick;
  switch (error.reason) {
    case "stopped":
    case "cursor_loop":
      return null;
    case "unreadable":
      return unreadable;
    default:
      if (error.unknownCode) return unknown;
      return isHeavy(error) ? heavy : usual;
  }
}

function isHeavy({ code, subcode }: GraphError): boolean {
  return code === 2 && subcode === 1504044;
}

/**
 * Milliseconds before the `nth` further try (1 = the first): doubling from the plan's first wait, up to half of it more by chance so that
 * accounts do not come back together, never over the cap; longer, within the cap, when Meta asks for it.
 */
export function waitBefore(nth: number, plan: RetryPlan, error: GraphError, random: () => number): number {
  const doubled = plan.firstMs * 2 ** (nth - 1);
  const jittered = doubled * (1 + random() / 2);
  return Math.round(Math.min(plan.capMs, Math.max(jittered, error.retryAfterMs ?? 0)));
}
