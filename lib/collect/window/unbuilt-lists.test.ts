import { expect, it } from "vitest";
import { measurable, neededLists } from "@/lib/collect/window/unbuilt-lists";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { type KpiChoices, unresolvedChoices } from "@/lib/kpi/choices";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const since = parseCalendarDay("2026-10-01");
const fromConversions: KpiChoices = {
  ...unresolvedChoices,
  leads: { list: "conversions", type: "step", measured_since: since },
};

it("lists that a KPI is or may be counted from are needed, the value of reservations with them", () => {
  const lists = (choices: KpiChoices, candidates = {}) => [...neededLists({ choices, candidates })].sort();
  expect(lists(unresolvedChoices, defaultCandidates)).toEqual(["action_values", "actions"]);
  expect(lists(fromConversions)).toEqual(["conversions"]);
  expect(lists(unresolvedChoices, { reservations: [{ list: "conversions", type: "booked" }] })).toEqual([
    "conversion_values",
    "conversions",
  ]);
});

it("R3 a KPI of a list that was not read is not measured, of a list that was read without it 0 stays possible", () => {
  const mapping = { version: 1, choices: fromConversions };
  expect(measurable(mapping, ["conversions"], {}).choices.leads).toBeNull();
  expect(measurable(mapping, ["conversions"], { conversions: [] }).choices.leads).not.toBeNull();
  expect(measurable(mapping, ["actions"], {})).toEqual(mapping);
});
