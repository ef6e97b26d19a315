import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { limitsUntil } from "@/lib/collect/run/call-limits";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("P6 a call begins no window that would end in the second half of its time, and ends what is under way before it is cut off", () => {
  const limits = limitsUntil(Date.now() + 300_000);
  vi.advanceTimersByTime(134_000);
  expect(limits.isOver()).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(limits.isOver()).toBe(true);
  expect(limits.msLeft?.()).toBe(155_000);
});

it("a call that comes when its time is over begins nothing", () => {
  const limits = limitsUntil(Date.now() - 1);
  expect(limits.isOver()).toBe(true);
  expect(limits.msLeft?.()).toBeLessThan(0);
});
