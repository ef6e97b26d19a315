import { describe, expect, test } from "vitest";
import type { CheckInput } from "@/lib/checks/check-input";
import { evaluate } from "@/lib/checks/evaluate";
import { total } from "@/lib/checks/fixtures/month-total";
import { plainClient } from "@/lib/checks/fixtures/plain-client";
import { parseCalendarDay } from "@/lib/values/calendar-day";
import { parseCalendarMonth } from "@/lib/values/calendar-month";

describe("the month's sum is answered month by month", () => {
  const september = {
    month: parseCalendarMonth("2026-09"),
    window: { since: parseCalendarDay("2026-09-01"), until: parseCalendarDay("2026-09-30") },
  };
  const impressions = { metric: "total_impressions" } as const;
  const of = (...totals: readonly Partial<CheckInput>[]) => {
    const monthTotals = totals.flatMap((one) => one.monthTotals ?? []);
    const { data, outcomes } = evaluate(plainClient(undefined, { monthTotals }));
    expect(outcomes.month_total_differs.months).toEqual(data.month_total_differs.byMonth?.said);
    return data.month_total_differs.byMonth;
  };
  const both = [total("3100"), total("310000", impressions)];
  const septembers = [total("3000", september), total("300000", { ...september, ...impressions })];

  test("fine where both totals were compared; nothing is said of a month that was not looked at", () => {
    expect(of(...both)).toEqual({ said: { "2026-10": "fine" }, over: ["2026-10"] });
    expect(of()).toEqual({ said: {}, over: [] });
  });

  test("a month whose second total is not there is not called fine, and may still end what was found", () => {
    expect(of(total("3100"))).toEqual({ said: { "2026-10": "no_month_total" }, over: ["2026-10"] });
  });

  test("one month that cannot be answered stays unknown beside one that can", () => {
    expect(of(...septembers, total("3100", { daysChangedSince: true }))).toEqual({
      said: { "2026-09": "fine", "2026-10": "read_at_different_times" },
      over: ["2026-09"],
    });
  });

  test("one total that differs makes it a finding, whatever the other says", () => {
    expect(of(...septembers, total("3150"), total("310000", impressions))).toEqual({
      said: { "2026-09": "fine", "2026-10": "finding" },
      over: ["2026-09"],
    });
  });
});
