import { describe, expect, test } from "vitest";
import { deriveReach } from "@/lib/collect/period/derive-reach";
import type { PeriodRow } from "@/lib/graph/read/period-row";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { type Decimal, toDecimalText } from "@/lib/values/decimal";
import { makeWindow } from "@/lib/values/window";

const october = { date_start: "2026-10-01", date_stop: "2026-10-31", account_id: "1" };

function take(rows: readonly PeriodRow[], over: { since?: string; hasImpressions?: boolean } = {}) {
  const fact = deriveReach(rows, {
    accountId: "act_1",
    currency: "PLN",
    window: makeWindow((over.since ?? "2026-10-01") as CalendarDay, "2026-10-31" as CalendarDay),
    today: "2026-11-09" as CalendarDay,
    hasImpressions: over.hasImpressions ?? true,
  });
  const text = (value: Decimal | null) => value && toDecimalText(value);
  return fact.reach === null
    ? fact.unavailable
    : [text(fact.reach), text(fact.frequency), text(fact.impressions)];
}

describe("C23 reach of a period", () => {
  test("is Meta's own value, with its frequency", () => {
    const row = { ...october, reach: "3811", frequency: "2.361585", impressions: "9000" };
    expect(take([row])).toEqual(["3811", "2.361585", "9000"]);
  });

  test("that Meta leaves out is null with a reason, not 0", () => {
    expect(take([{ ...october, impressions: "9000" }])).toBe("not_reported");
    expect(take([{ ...october, impressions: "9000", reach: "0" }])).toBe("not_reported");
    expect(take([], { hasImpressions: true })).toBe("not_reported");
  });

  test("is 0 where Meta has no row and the account no impressions either", () => {
    expect(take([], { hasImpressions: false })).toEqual(["0", null, "0"]);
  });

  test("over a period that began more than 13 months ago is never taken for 0", () => {
    expect(take([], { since: "2025-10-08", hasImpressions: false })).toBe("older_than_13_months");
    expect(take([], { since: "2025-10-09", hasImpressions: false })).toEqual(["0", null, "0"]);
  });

  test("refuses rows that are days: they would have to be added up (incident 14)", () => {
    const days = ["2026-10-01", "2026-10-02"].map((day) => ({
      ...october,
      ...{ date_start: day, date_stop: day, reach: "100" },
    }));
    expect(() => take(days)).toThrow("2 rows for the reach of one period");
    expect(() => take(days.slice(0, 1))).toThrow("not exactly 2026-10-01 to 2026-10-31");
  });

  test("refuses another account's", () => {
    expect(() => take([{ ...october, account_id: "2", reach: "5" }])).toThrow("belongs to account 2");
  });
});
