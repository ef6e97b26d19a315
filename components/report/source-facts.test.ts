import { expect, test } from "vitest";
import { mayChangeText } from "@/components/report/source-facts";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import type { ReportMetric } from "@/lib/report/document";
import {
  at,
  hotelJantar,
  splitInTwo,
  unreconciledSpend,
  withDay,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";

const say = (input: ReportInput, metric: ReportMetric, locale: "pl" | "en" = "pl") =>
  mayChangeText(createReportKit(buildReport(input), { documentSha256: null, locale }), metric)?.replaceAll(
    "\u00A0",
    " ",
  );
const october = hotelJantar();
const readOn = (input: ReportInput, local: string): ReportInput => ({
  ...{ ...input, now: at(local) },
  days: input.days.map((day) => (day.date >= "2026-10-01" ? { ...day, observedAt: at(local) } : day)),
});
const final = { pl: "nie, liczba jest ostateczna", en: "no, settled" };

test("a figure whose days are old enough is final, spend after 3 days and conversions after 28", () => {
  const young = readOn(october, "2026-11-02T12:00");
  expect(say(young, "total_spend")).toBe("przez 3 dni po każdym dniu");
  const grown = readOn(october, "2026-11-03T12:00");
  expect(say(grown, "total_spend")).toBe(final.pl);
  expect(say(grown, "reservations")).toMatch(/^do 28 listopada; dni /);
  expect(say(readOn(october, "2026-11-28T12:00"), "reservations", "en")).toBe(final.en);
});

test("a partial figure of a month that goes on is never called final", () => {
  const days = october.days.filter((day) => day.date <= "2026-10-24");
  const open = { ...october, now: at("2026-10-25T09:00"), days, campaigns: splitInTwo(days.slice(-24)) };
  const partial = withoutDays(open, 3, 4, 5, 6, 7, 8, 9, 10);
  expect(say(partial, "total_spend")).toMatch(
    /^z każdym kolejnym dniem miesiąca; gdy pobierzemy brakujące dni/,
  );
  expect(say(partial, "total_spend", "en")).toMatch(
    /^with every further day of the month; when the missing days are collected/,
  );
  expect(say(partial, "reservations", "en")).toContain("; until 28 November; days ");
});

test("a gap in a month that is over changes spend and conversions when it is filled, however old the rest is", () => {
  const gap = readOn(withoutDays(october, 17), "2026-11-28T12:00");
  for (const metric of ["total_spend", "reservations", "cost_per_reservation"] as const) {
    expect(say(gap, metric)).toBe("gdy pobierzemy brakujące dni");
  }
});

test("an unreconciled figure may change when both totals agree, and another figure of the month is final", () => {
  const read = readOn(october, "2026-11-28T12:00");
  const differs = withDay(read, "2026-10-12", { ...unreconciledSpend, observedAt: at("2026-11-28T12:00") });
  expect(say(differs, "total_spend")).toBe("gdy suma Meta i suma kampanii się zgodzą");
  expect(say(differs, "total_spend", "en")).toBe("when Meta’s total and the campaigns agree");
  expect(say(differs, "link_clicks")).toBe(final.pl);
});

test("what is not measured changes in no way, and nothing is said about it", () => {
  expect(mayChangeText(createReportKit(buildReport(october), { documentSha256: null }), "leads")).toBeNull();
});

test.each([
  ["total_spend", "when Meta’s total and the campaigns agree", "gdy suma Meta i suma kampanii się zgodzą"],
  [
    "cost_per_reservation",
    "when Meta’s total and the campaigns agree",
    "gdy suma Meta i suma kampanii się zgodzą",
  ],
  ["reservations", final.en, final.pl],
] as const)("where the month's campaigns do not add up, %s says what is true of it", (metric, en, pl) => {
  const read = readOn(october, "2026-11-28T12:00");
  const [first, second] = splitInTwo(read.days.filter((day) => day.date >= "2026-10-01"));
  if (!first || !second) throw new Error("two campaigns");
  const total_spend = first.figures.total_spend?.minus(100) ?? null;
  const short = { ...read, campaigns: [{ ...first, figures: { ...first.figures, total_spend } }, second] };
  expect(say(short, metric, "en")).toBe(en);
  expect(say(short, metric)).toBe(pl);
});

test("a figure whose days are not Meta's own month is not final", () => {
  const monthTotal = {
    ...{ metric: "total_spend" as const, days: "1247.75", meta: "1260.25", difference: "12.5" },
    at: "2026-11-28T03:20:00Z",
  };
  const differs = { ...readOn(october, "2026-11-28T12:00"), monthTotal };
  expect(say(differs, "total_spend", "en")).toBe("when the days add up to Meta’s own total of the month");
  expect(say(differs, "cost_per_reservation")).toBe("gdy dni zsumują się do sumy miesiąca według Meta");
  expect(say(differs, "reservations")).toBe(final.pl);
});
