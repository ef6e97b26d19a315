import { describe, expect, it } from "vitest";
import { retryPlanOf, waitBefore } from "@/lib/graph/ask/retry-plan";
import { failure } from "@/lib/graph/errors/failure";
import { errorClasses, type GraphError } from "@/lib/graph/errors/graph-error";

const outage: GraphError = { ...failure("meta", "", 500), code: 2 };
const heavy: GraphError = { ...outage, subcode: 1504044 };

function waits(error: GraphError, random: () => number): number[] {
  const plan = retryPlanOf(error);
  return plan
    ? Array.from({ length: plan.again }, (_, index) => waitBefore(index + 1, plan, error, random))
    : [];
}

describe("asking again", () => {
  it("doubles from 2 s, four more times, with up to half more by chance", () => {
    expect(waits(outage, () => 0)).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(waits(outage, () => 0.5)).toEqual([2_500, 5_000, 10_000, 20_000]);
  });

  it("never waits longer than 60 s, and as long as Meta asks within that", () => {
    expect(waits({ ...outage, retryAfterMs: 30_000 }, () => 0)).toEqual([30_000, 30_000, 30_000, 30_000]);
    expect(waits({ ...outage, retryAfterMs: 3_600_000 }, () => 0)).toEqual([60_000, 60_000, 60_000, 60_000]);
  });

  it("F04 2/1504044 three more times over at least five minutes, then REDUCE", () => {
    expect(waits(heavy, () => 0).reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(300_000);
    expect(waits(heavy, () => 0)).toHaveLength(3);
    expect(retryPlanOf(heavy)?.afterwards).toBe("REDUCE");
  });

  it("an unreadable answer three more times, an unknown code two more", () => {
    expect(waits(failure("unreadable", "", 200), () => 0)).toHaveLength(3);
    expect(waits({ ...failure("meta", "", 400), code: 99999, unknownCode: true }, () => 0)).toHaveLength(2);
  });

  it.each(errorClasses.filter((errorClass) => errorClass !== "RETRY"))(
    "%s is never asked again",
    (errorClass) => {
      expect(retryPlanOf({ ...outage, class: errorClass })).toBeNull();
    },
  );

  it.each(["stopped", "cursor_loop", "shape", "foreign_next", "page_cap"] as const)("nor is %s", (reason) => {
    expect(retryPlanOf(failure(reason, "", null))).toBeNull();
  });
});
