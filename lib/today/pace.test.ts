import { expect, test } from "vitest";
import { paceOf } from "@/lib/today/pace";

test.each([
  [{ budget: "3000", spend: "500", days: 5, calendar: 30 }, "500", "0"],
  [{ budget: "3000", spend: "575", days: 5, calendar: 30 }, "500", "15"],
  [{ budget: "3100", spend: "0", days: 5, calendar: 31 }, "500", "-100"],
  [{ budget: "3000", spend: null, days: 0, calendar: 30 }, "0", null],
])("%j is due %s and off by %s per cent", (input, due, deviation) => {
  expect(paceOf(input)).toEqual({ budget: input.budget, due, deviation });
});

test("without a budget there is no pace", () => {
  expect(paceOf({ budget: null, spend: "5", days: 5, calendar: 30 })).toBeNull();
});
