import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { turnAt } from "@/lib/collect/plan/spread";

const start = Temporal.Instant.from("2026-11-09T03:00:00Z");
const ids = Array.from(
  { length: 2000 },
  (_, index) => `d0000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
);

test("two thousand accounts fill the hour evenly, and each has the same turn in every pass", () => {
  const perMinute = new Array<number>(60).fill(0);
  for (const id of ids) {
    const at = turnAt(id, start, 60, start.subtract({ hours: 1 }));
    const minute = Math.floor(start.until(at ?? start).total("minutes"));
    perMinute[minute] = (perMinute[minute] ?? 0) + 1;
    const noon = start.add({ hours: 8 });
    expect(turnAt(id, noon, 60, start)?.toString()).toBe(at?.add({ hours: 8 }).toString());
  }
  expect(Math.min(...perMinute)).toBeGreaterThan(10);
  expect(Math.max(...perMinute)).toBeLessThan(70);
});

test("a turn that has come or gone holds nobody back, nor does a spread of nothing", () => {
  for (const id of ids.slice(0, 100)) {
    expect(turnAt(id, start, 60, start.add({ hours: 1 }))).toBeNull();
    expect(turnAt(id, start, 0, start)).toBeNull();
  }
});
