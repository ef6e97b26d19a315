import { expect, test } from "vitest";
import { shownMetrics } from "@/lib/facts/shown-metrics";
import { type KpiChoices, unresolvedChoices } from "@/lib/kpi/choices";
import type { CalendarDay } from "@/lib/values/calendar-day";

const choice = { list: "actions", type: "x", measured_since: "2026-01-01" as CalendarDay } as const;
const measuring = (...kpis: (keyof KpiChoices)[]): KpiChoices => ({
  ...unresolvedChoices,
  ...Object.fromEntries(kpis.map((kpi) => [kpi, choice])),
});

test("a client's own list is shown as it stands, without what is no metric", () => {
  expect(shownMetrics(["leads", "total_spend", "made_up"], measuring("reservations"))).toEqual([
    "leads",
    "total_spend",
  ]);
});

test("without a list the results that are measured are shown, each with its cost", () => {
  expect(shownMetrics([], measuring("leads", "click_to_call")).slice(0, 5)).toEqual([
    "total_spend",
    "leads",
    "cost_per_lead",
    "click_to_call",
    "cost_per_contact",
  ]);
});

test("reservations come first where they are measured, with their value", () => {
  expect(shownMetrics([], measuring("leads", "reservations")).slice(0, 5)).toEqual([
    "total_spend",
    "reservations",
    "cost_per_reservation",
    "reservation_value",
    "roas",
  ]);
});

test("while nothing is measured, reservations stand there, to be shown as not measured", () => {
  expect(shownMetrics([], unresolvedChoices)).toContain("reservations");
});
