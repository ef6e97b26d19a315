import { expect, it } from "vitest";
import { restAfter } from "@/lib/collect/gate/breaker";
import { waitMs } from "@/lib/collect/gate/stay-away";

const minute = 60_000;
const steps = [5 * minute, 15 * minute, 60 * minute] as const;

it("what Meta states is waited for and up to a minute more, always the same minute for one account", () => {
  const stated = { ms: 8 * minute, isStated: true };
  const one = waitMs(stated, steps, 3, "a");
  expect(one).toBeGreaterThanOrEqual(8 * minute);
  expect(one).toBeLessThan(9 * minute);
  expect(waitMs(stated, steps, 1, "a")).toBe(one);
  expect(waitMs(stated, steps, 1, "b")).not.toBe(one);
});

it("what Meta does not state grows from step to step, never below the least of the error table", () => {
  const unstated = { ms: minute, isStated: false };
  expect([1, 2, 3, 9].map((waits) => waitMs(unstated, steps, waits, "a") / minute)).toEqual([5, 15, 60, 60]);
  expect(waitMs({ ms: 60 * minute, isStated: false }, steps, 1, "a")).toBe(60 * minute);
});

it("a breaker opens at its threshold, doubles and never stays open longer than its most", () => {
  const rest = (failures: number) => restAfter(failures, 3, { firstMs: minute, mostMs: 5 * minute }) / minute;
  expect([0, 2, 3, 4, 5, 6, 1_000].map(rest)).toEqual([0, 0, 1, 2, 4, 5, 5]);
});
