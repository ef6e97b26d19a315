import { expect, test } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { peopleOf } from "@/lib/publications/view/people";
import { placesOf } from "@/lib/publications/view/places";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";
import { hotelJantar as hotelInput, withReservationsSince } from "@/lib/report/fixtures/hotel";
import { Decimal } from "@/lib/values/decimal";

type Breakdown = Extract<Report["breakdowns"]["placement"], { rows: unknown }>;

const withRows = (kind: "age_gender" | "placement", rows: Breakdown["rows"]): Report => ({
  ...hotelJantar,
  breakdowns: {
    ...hotelJantar.breakdowns,
    [kind]: { ...(hotelJantar.breakdowns[kind] as Breakdown), rows },
  },
});
const row = (keys: [string, string], reservations: string | null, spend = "100") => ({
  keys,
  figures: { total_spend: spend, reservations },
});

test("women, men and people of unknown gender add up to the month's results", () => {
  const people = peopleOf(hotelJantar);
  const parts = new Decimal(people?.women ?? 0).plus(people?.men ?? 0).plus(people?.unknown ?? 0);
  expect(parts.toFixed()).toBe(people?.total);
  expect(people?.total).toBe(hotelJantar.figures.reservations.value);
});

test("listed and other places add up to the whole, and nobody hides a single place behind “1 other”", () => {
  const places = placesOf(hotelJantar);
  const sum = (places?.rows ?? []).reduce((total, { spend }) => total.plus(spend), new Decimal(0));
  expect(sum.toFixed()).toBe(places?.total.spend);
  const seven = Array.from({ length: 7 }, (_, index) => row(["facebook", `p${index}`], "20"));
  expect(placesOf(withRows("placement", seven))?.rows.map(({ count }) => count)).toEqual([
    1, 1, 1, 1, 1, 1, 1,
  ]);
});

test("C25 results that Meta does not give with a breakdown leave the spend to tell it, never zeros", () => {
  const people = peopleOf(
    withRows("age_gender", [row(["25-34", "female"], null), row(["25-34", "male"], null)]),
  );
  expect(people).toMatchObject({ measure: "total_spend", women: "100", men: "100" });
  expect(placesOf(withRows("placement", [row(["facebook", "feed"], null)]))).toMatchObject({
    measure: "total_spend",
    rows: [{ result: null, cost: null }],
  });
});

test("under ten results nothing is said of who they came from, and no place is called cheap", () => {
  expect(peopleOf(withRows("age_gender", [row(["25-34", "female"], "9")]))?.finding).toEqual({
    kind: "too_few",
  });
  const few = [row(["facebook", "feed"], "9"), row(["instagram", "feed"], "40")];
  expect(placesOf(withRows("placement", few))?.finding).toBeNull();
});

test("the dearest place may be one that is not listed by name", () => {
  const eight = Array.from({ length: 8 }, (_, index) =>
    row(["facebook", `p${index}`], String(30 - index), "300"),
  );
  const places = placesOf(
    withRows("placement", [...eight.slice(0, 7), row(["facebook", "p7"], "12", "600")]),
  );
  expect(places?.rows.at(-1)).toMatchObject({ keys: null, count: 2 });
  expect(places?.finding?.dearest).toMatchObject({ keys: ["facebook", "p7"], cost: "50" });
  expect(places?.finding?.cheapest).toMatchObject({ keys: ["facebook", "p0"], cost: "10" });
});

test("a place without a result has no cost", () => {
  const places = placesOf(
    withRows("placement", [row(["facebook", "feed"], "12"), row(["instagram", "feed"], "0")]),
  );
  expect(places?.rows.map(({ cost }) => cost)).toEqual(["8.33333333333", null]);
});

test("where reservations are counted on some of the days no place has a cost, nor have all together, and none is called cheap", () => {
  const whole = placesOf(buildReport(hotelInput()));
  expect(whole?.rows.every(({ cost }) => cost !== null)).toBe(true);
  const places = placesOf(buildReport(withReservationsSince(hotelInput(), "2026-10-21")));
  expect(places?.rows.length).toBe(2);
  for (const one of [...(places?.rows ?? []), places?.total]) expect(one?.cost).toBeNull();
  expect(places?.finding).toBeNull();
});

test("incident 47: a breakdown that is missing takes nothing else with it", () => {
  const report: Report = {
    ...hotelJantar,
    breakdowns: { ...hotelJantar.breakdowns, age_gender: { unavailable: "failed" } },
  };
  expect(peopleOf(report)).toBeNull();
  expect(placesOf(report)).not.toBeNull();
});
