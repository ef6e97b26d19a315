import { describe, expect, test } from "vitest";
import { deriveBreakdown } from "@/lib/collect/period/derive-breakdown";
import type { PeriodRow } from "@/lib/graph/read/period-row";
import { type KpiChoices, unresolvedChoices } from "@/lib/kpi/choices";
import type { BreakdownKind } from "@/lib/values/breakdown";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { sum, toDecimalText } from "@/lib/values/decimal";
import { makeWindow } from "@/lib/values/window";

const since = "2026-10-01" as CalendarDay;
const until = "2026-10-31" as CalendarDay;
const choose = (
  type: string,
  measured_since = "2026-01-01",
  list: "actions" | "conversions" = "actions",
) => ({
  list,
  type,
  measured_since: measured_since as CalendarDay,
});
const choices: KpiChoices = {
  ...unresolvedChoices,
  reservations: choose("omni_purchase"),
  reservation_value: { ...choose("omni_purchase"), list: "action_values" },
  leads: choose("lead"),
  messages: choose("onsite_conversion.messaging_conversation_started_7d"),
};

const row = (over: Record<string, unknown>): PeriodRow => ({
  ...{ account_id: "1", account_currency: "PLN", date_start: since, date_stop: until },
  ...{ spend: "10", impressions: "100", clicks: "5", inline_link_clicks: "3" },
  ...over,
});
const items = (counts: Record<string, string>) =>
  Object.entries(counts).map(([action_type, value]) => ({ action_type, value }));

const derive = (kind: BreakdownKind, rows: readonly PeriodRow[], own = choices) =>
  deriveBreakdown(
    kind,
    rows,
    { version: 1, choices: own },
    { accountId: "act_1", currency: "PLN", window: makeWindow(since, until) },
  );

describe("C24 age and gender", () => {
  test("are told apart by both: equal ages of two genders stay two rows", () => {
    const rows = derive("age_gender", [
      row({ age: "25-34", gender: "female", spend: "30.25" }),
      row({ age: "25-34", gender: "male", spend: "12.5" }),
      row({ age: "35-44", gender: "female", spend: "7.25" }),
    ]);
    expect(rows.map(({ key1, key2 }) => `${key1} ${key2}`)).toEqual([
      "25-34 female",
      "25-34 male",
      "35-44 female",
    ]);
    expect(toDecimalText(sum(rows.map(({ figures }) => figures.total_spend ?? sum([]))))).toBe("50");
  });

  test("a row that came twice counts once; two different ones with the same keys refuse the answer", () => {
    const one = row({ age: "25-34", gender: "female" });
    expect(derive("age_gender", [one, { ...one }])).toHaveLength(1);
    expect(() => derive("age_gender", [one, { ...one, spend: "11" }])).toThrow("two different rows");
  });

  test("a value that Meta does not name is Meta's own word for it", () => {
    expect(derive("placement", [row({ publisher_platform: "audience_network" })])[0]).toMatchObject({
      key1: "audience_network",
      key2: "unknown",
    });
  });

  test("count KPIs by the account's choice: 0 where the type is absent, null where nothing is measured", () => {
    const [first] = derive("age_gender", [
      row({ age: "25-34", gender: "female", actions: items({ lead: "4", purchase: "9" }) }),
    ]);
    const figures = first?.figures;
    expect([figures?.leads, figures?.reservations].map(String)).toEqual(["4", "0"]);
    expect(figures?.click_to_call).toBeNull();
  });

  test("a KPI that is measured only after the month is null in it, one measured since its last day counts", () => {
    const actions = items({ lead: "4" });
    const leadsSince = (day: string) =>
      derive("age_gender", [row({ age: "65+", gender: "male", actions })], {
        ...choices,
        leads: choose("lead", day),
      })[0]?.figures.leads;
    expect(leadsSince("2026-11-01")).toBeNull();
    expect(String(leadsSince("2026-10-31"))).toBe("4");
  });

  test.each([
    ["another period", { date_stop: "2026-10-30" }, "not exactly"],
    ["one day of it", { date_start: "2026-10-05", date_stop: "2026-10-05" }, "not exactly"],
    ["another account", { account_id: "2" }, "belongs to account 2"],
    ["another currency", { account_currency: "EUR" }, "currency is EUR"],
    ["a malformed figure", { spend: "-1" }, 'spend is "-1"'],
    ["a malformed count", { actions: items({ lead: "many" }) }, "not a decimal"],
  ])("%s refuses the answer", (_, over, message) => {
    expect(() => derive("age_gender", [row({ age: "25-34", gender: "female", ...over })])).toThrow(message);
  });
});

describe("C25 region", () => {
  const actions = items({
    omni_purchase: "3",
    lead: "2",
    "onsite_conversion.messaging_conversation_started_7d": "7",
  });

  test("conversions that do not happen on Meta are null, not 0, whether Meta leaves them out or gives a part", () => {
    const silent = derive("region", [row({ region: "Pomorskie" })])[0]?.figures;
    const partial = derive("region", [
      row({ region: "Pomorskie", actions, action_values: items({ omni_purchase: "900" }) }),
    ])[0]?.figures;
    for (const figures of [silent, partial]) {
      expect([figures?.reservations, figures?.reservation_value, figures?.leads]).toEqual([null, null, null]);
    }
    expect(String(partial?.messages)).toBe("7");
    expect(String(silent?.messages)).toBe("0");
    expect(String(silent?.total_spend)).toBe("10");
  });

  test("a named event of the pixel is none of Meta's own either", () => {
    const own = { ...choices, click_to_call: choose("click_to_call_call_confirm", undefined, "conversions") };
    expect(derive("region", [row({ region: "Pomorskie" })], own)[0]?.figures.click_to_call).toBeNull();
  });

  test("other breakdowns have them", () => {
    const [first] = derive("age_gender", [row({ age: "25-34", gender: "male", actions })]);
    expect(String(first?.figures.reservations)).toBe("3");
  });
});
