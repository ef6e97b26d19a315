import { expect, it } from "vitest";
import { Width } from "@/lib/collect/run/width";
import { addDays, parseCalendarDay } from "@/lib/values/calendar-day";

const until = parseCalendarDay("2026-11-08");
const days = (count: number) => ({ since: addDays(until, 1 - count), until });

it("F03 each refusal is a step narrower: 31, 15, 7, 3, 1", () => {
  const width = new Width(null);
  const steps = [width.days];
  for (let length = 31; length > 1; length = steps.at(-1) ?? 1) steps.push(width.narrow(days(length)));
  expect(steps).toEqual([31, 15, 7, 3, 1]);
});

it("a short window that is too much narrows to the next step below its own length", () => {
  expect(new Width(null).narrow(days(8))).toBe(7);
  expect(new Width(null).narrow(days(2))).toBe(1);
});

it("the next pass tries one step more and remembers it only when a window as long was answered", () => {
  const next = new Width(7);
  expect(next.days).toBe(15);
  expect(next.worked(days(7))).toBeUndefined();
  expect(next.worked(days(15))).toBe(15);
  expect(new Width(15).worked(days(29))).toBeNull();
});

it("what was narrowed in a pass is not widened in it", () => {
  const width = new Width(7);
  expect(width.narrow(days(15))).toBe(7);
  expect(width.worked(days(7))).toBeUndefined();
});

it("without a known limit there is nothing to remember", () => {
  expect(new Width(null).days).toBe(31);
  expect(new Width(null).worked(days(31))).toBeUndefined();
});
