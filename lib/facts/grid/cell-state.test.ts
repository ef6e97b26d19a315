import { describe, expect, test } from "vitest";
import { dayStates } from "@/lib/facts/day-state";
import { cellState, cellStates } from "@/lib/facts/grid/cell-state";

const none = { restated: false, noDelivery: false };

describe("of several states that hold, the worst is drawn", () => {
  test("the order is that of the legend: what we do not have, what is in doubt, what changed, what is there", () => {
    expect(cellStates).toEqual([
      "failed",
      "missing",
      "unreconciled",
      "late",
      "restated",
      "no_delivery",
      "provisional",
      "settled",
    ]);
  });

  test.each(dayStates)("a day without marks is drawn as what it is: %s", (state) => {
    expect(cellState(state, none)).toBe(state);
  });

  test.each([
    ["unreconciled", { restated: true, noDelivery: false }, "unreconciled"],
    ["unreconciled", { restated: false, noDelivery: true }, "unreconciled"],
    ["provisional", { restated: true, noDelivery: false }, "restated"],
    ["settled", { restated: true, noDelivery: true }, "restated"],
    ["provisional", { restated: false, noDelivery: true }, "no_delivery"],
    ["settled", { restated: false, noDelivery: true }, "no_delivery"],
  ] as const)("%s with %j is drawn as %s", (state, marks, drawn) => {
    expect(cellState(state, marks)).toBe(drawn);
  });
});
