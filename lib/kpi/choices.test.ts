import { describe, expect, test } from "vitest";
import { defaultCandidates } from "@/lib/kpi/catalogue";
import { kpiCandidatesSchema, kpiChoicesSchema, sameChoice, unresolvedChoices } from "@/lib/kpi/choices";
import { measured } from "@/lib/kpi/fixtures/days";

describe("stored mappings", () => {
  test("choices come back from the database as they went in", () => {
    const choices = measured({
      leads: "2026-10-01",
      reservations: "2026-09-01",
      reservation_value: "2026-09-03",
    });
    expect(kpiChoicesSchema.parse(JSON.parse(JSON.stringify(choices)))).toEqual(choices);
    expect(kpiChoicesSchema.parse({})).toEqual(unresolvedChoices);
    expect(kpiCandidatesSchema.parse(JSON.parse(JSON.stringify(defaultCandidates)))).toEqual(
      defaultCandidates,
    );
  });

  test.each([
    { leads: { list: "actions", type: "lead", measured_since: "2026-02-30" } },
    { leads: { list: "unique_actions", type: "lead", measured_since: "2026-02-03" } },
    { leads: { list: "actions", type: "", measured_since: "2026-02-03" } },
    { reservation_value: { list: "actions", type: "purchase", measured_since: "2026-02-03" } },
  ])("refuses %j", (stored) => {
    expect(kpiChoicesSchema.safeParse(stored).success).toBe(false);
  });

  test("the same choice is the same list and type, whenever it was first seen; no choice is only like no choice", () => {
    const lead = { list: "actions", type: "lead" } as const;
    expect(sameChoice(lead, { ...lead })).toBe(true);
    expect(sameChoice(lead, { ...lead, list: "conversions" })).toBe(false);
    expect(sameChoice(lead, { ...lead, type: "leads" })).toBe(false);
    expect(sameChoice(lead, null)).toBe(false);
    expect(sameChoice(null, undefined)).toBe(true);
  });
});
