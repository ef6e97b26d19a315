import { describe, expect, test } from "vitest";
import { type BasePublication, type ComparisonInput, compareMonths } from "@/lib/kpi/compare";
import { day, figures, measured, monthOf } from "@/lib/kpi/fixtures/days";
import type { DecimalText } from "@/lib/values/decimal";
import type { Metric } from "@/lib/values/metric";

const everySince = measured({
  leads: "2025-01-01",
  reservations: "2025-01-01",
  reservation_value: "2025-01-01",
});
const each = (values: Parameters<typeof figures>[0]) =>
  figures({ total_spend: 10, leads: 1, reservations: 1, ...values });
const firstDays = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function compare(metric: Metric, input: Partial<ComparisonInput>) {
  const whole = {
    own: monthOf("2026-10", each({})),
    base: monthOf("2026-09", each({})),
    choices: everySince,
    chosenOn: {},
    basePublication: null,
  };
  return compareMonths({ ...whole, ...input })(metric);
}

const published = (over: Partial<BasePublication> = {}): BasePublication => ({
  version: 1,
  currency: "PLN",
  choices: { leads: { list: "actions", type: "type_of_leads" } },
  figures: {},
  ...over,
});

describe("periods of equal meaning (R9)", () => {
  test("two complete months are compared as wholes, with the days of each", () => {
    expect(compare("total_spend", {})).toMatchObject({
      ...{ kind: "percent", own: "310", base: "300", own_days: 31, base_days: 30 },
      ...{ change: "3.33333333333", good: null },
    });
  });

  test("incident 23: ten days of an open month stand against the same ten days, not against a full month", () => {
    const own = monthOf("2026-10", each({ leads: 2 }), firstDays(10));
    expect(compare("leads", { own })).toMatchObject({
      ...{ kind: "percent", own: "20", base: "10", own_days: 10, base_days: 10, change: "100", good: true },
    });
  });

  test("a gap is left out on both sides, and the 31st has no counterpart", () => {
    const own = monthOf("2026-10", each({}), [...firstDays(16), ...firstDays(31).slice(17)]);
    expect(compare("leads", { own })).toMatchObject({
      own: "29",
      base: "29",
      own_days: 29,
      base_days: 29,
      change: "0",
    });
  });

  test("a base with a gap is compared over the days that both have", () => {
    const base = monthOf("2026-09", each({}), firstDays(12));
    expect(compare("leads", { base })).toMatchObject({ own: "12", base: "12", own_days: 12, base_days: 12 });
  });

  test("months that share no day, or of which one is empty, are not compared", () => {
    const own = monthOf("2026-10", each({}), [1, 2]);
    const base = monthOf("2026-09", each({}), [20, 21]);
    expect(compare("leads", { own, base })).toMatchObject({
      kind: "not_comparable",
      reason: "base_incomplete",
    });
    const only31 = monthOf("2026-10", each({}), [31]);
    expect(compare("leads", { own: only31 })).toMatchObject({
      kind: "not_comparable",
      reason: "own_incomplete",
    });
    const none = monthOf("2026-09", each({}), []);
    expect(compare("leads", { base: none })).toMatchObject({
      reason: "base_not_collected",
      base: null,
      base_days: 0,
    });
    expect(compare("leads", { own: { ...none, month: own.month } })).toMatchObject({
      reason: "own_not_collected",
    });
  });

  test("February of a leap year stands against a whole February", () => {
    const own = monthOf("2028-02", each({}));
    const base = monthOf("2027-02", each({}));
    expect(compare("leads", { own, base })).toMatchObject({
      own_days: 29,
      base_days: 28,
      own: "29",
      base: "28",
    });
  });
});

describe("measured and counted alike (R9)", () => {
  test("both periods must lie after measured_since", () => {
    const during = measured({ leads: "2026-09-10" });
    expect(compare("leads", { choices: during })).toMatchObject({
      reason: "measured_since",
      since: "2026-09-10",
    });
    const after = measured({ leads: "2026-10-01" });
    expect(compare("leads", { choices: after })).toMatchObject({
      reason: "base_not_measured",
      since: "2026-10-01",
    });
    const lastDay = measured({ leads: "2026-09-30" });
    expect(compare("leads", { choices: lastDay })).toMatchObject({ reason: "measured_since" });
    const atFirst = measured({ leads: "2026-09-01" });
    expect(compare("leads", { choices: atFirst }).kind).toBe("percent");
  });

  test("days before measured_since that are not compared do no harm", () => {
    const own = monthOf("2026-10", each({}), firstDays(31).slice(20));
    const choices = measured({ leads: "2026-09-15" });
    expect(compare("leads", { own, choices })).toMatchObject({ kind: "percent", own_days: 10 });
  });

  test("a KPI without a choice is not compared, nor a ratio of it; others are", () => {
    const choices = measured({});
    expect(compare("leads", { choices })).toMatchObject({ kind: "not_comparable", reason: "not_measured" });
    expect(compare("cost_per_lead", { choices })).toMatchObject({
      kind: "not_comparable",
      reason: "not_measured",
    });
    expect(compare("total_spend", { choices }).kind).toBe("percent");
  });

  test("incident 19: a base that was published with another choice is not comparable until it is corrected", () => {
    const basePublication = published({ choices: { leads: { list: "actions", type: "lead" } } });
    const chosenOn = { leads: day("2026-10-05") };
    const other = { basePublication, chosenOn };
    expect(compare("leads", other)).toMatchObject({
      reason: "mapping_changed",
      since: "2026-10-05",
      base: null,
    });
    expect(compare("cost_per_lead", other)).toMatchObject({ reason: "mapping_changed" });
    expect(compare("total_spend", other).kind).toBe("percent");
    expect(compare("leads", { basePublication: published() }).kind).toBe("percent");
  });

  test("a base that was published while the KPI was not measured is not comparable", () => {
    expect(compare("leads", { basePublication: published({ choices: {} }) })).toMatchObject({
      ...{ kind: "not_comparable", reason: "mapping_changed", since: "2025-01-01" },
    });
  });

  test("where the base was published with another value, the value it prints is named; the base is facts", () => {
    const basePublication = published({ figures: { leads: "28" as DecimalText } });
    expect(compare("leads", { basePublication })).toMatchObject({ base: "30", published_base: "28" });
    const same = published({ figures: { leads: "30" as DecimalText } });
    expect(compare("leads", { basePublication: same })).not.toHaveProperty("published_base");
  });
});

describe("currencies (R8, R9)", () => {
  const euro = (text: string) => ({
    ...monthOf(text, each({ reservation_value: 100 })),
    currencies: ["EUR"],
  });
  const both = (text: string) => ({
    ...monthOf(text, each({ reservation_value: 100 })),
    currencies: ["EUR", "PLN"],
  });
  const own = monthOf("2026-10", each({ reservation_value: 100 }));

  test("R11 currency changed: amounts and costs are not compared with a month in another currency, all else is", () => {
    const base = euro("2026-09");
    for (const metric of ["total_spend", "reservation_value", "cpm", "cost_per_lead"] as const) {
      expect(compare(metric, { own, base })).toEqual({
        ...{ kind: "not_comparable", reason: "other_currency", own: null, base: null },
        ...{ own_days: 31, base_days: 30, change: null, good: null },
      });
    }
    expect(compare("leads", { own, base }).kind).toBe("percent");
    expect(compare("reservations", { own, base }).kind).toBe("percent");
    expect(compare("roas", { own, base })).toMatchObject({ kind: "percent", own: "10", base: "10" });
  });

  test("R11 currency changed: nothing that adds amounts of two currencies is compared, on either side", () => {
    for (const metric of ["total_spend", "cost_per_lead", "roas"] as const) {
      expect(compare(metric, { own, base: both("2026-09") }).reason).toBe("other_currency");
      expect(compare(metric, { own: both("2026-10") }).reason).toBe("currency_changed");
    }
    expect(compare("leads", { own: both("2026-10"), base: both("2026-09") }).kind).toBe("percent");
  });

  test("R11 currency changed: what was published of the base month in another currency is no base either", () => {
    const basePublication = published({
      ...{ currency: "EUR", figures: { total_spend: "70" as DecimalText, leads: "28" as DecimalText } },
    });
    expect(compare("total_spend", { own, basePublication }).reason).toBe("other_currency");
    expect(compare("leads", { own, basePublication })).toMatchObject({
      kind: "percent",
      published_base: "28",
    });
  });

  test("months in the same other currency are compared as any", () => {
    expect(compare("total_spend", { own: euro("2026-10"), base: euro("2026-09") }).kind).toBe("percent");
  });
});

describe("what is said about the change (R9)", () => {
  test("a base of 0 gives from 0 to 14", () => {
    const own = monthOf("2026-10", each({ leads: 0 }));
    own.days[3] = { date: day("2026-10-04"), figures: each({ leads: 14 }) };
    const base = monthOf("2026-09", each({ leads: 0 }));
    expect(compare("leads", { own, base })).toMatchObject({
      kind: "from_zero",
      own: "14",
      base: "0",
      change: null,
    });
  });

  test.each([
    [9, 30],
    [30, 9],
    [9.5, 9.5],
  ])("%d against %d conversions give counts, also for their cost and their value", (own, base) => {
    const input = {
      own: monthOf("2026-10", each({ leads: own / 31, reservations: own / 31, reservation_value: 100 })),
      base: monthOf("2026-09", each({ leads: base / 30, reservations: base / 30, reservation_value: 90 })),
    };
    for (const metric of ["leads", "cost_per_lead", "reservation_value", "roas"] as const) {
      expect(compare(metric, input)).toMatchObject({ kind: "counts", change: null, good: null });
    }
    expect(compare("total_spend", input).kind).toBe("percent");
  });

  test("10 on both sides is enough for a percentage", () => {
    const ten = (text: string) => monthOf(text, each({ leads: 1 }), firstDays(10));
    expect(compare("leads", { own: ten("2026-10"), base: ten("2026-09") })).toMatchObject({
      kind: "percent",
      change: "0",
      good: null,
    });
  });

  test("a ratio without a denominator on either side has no comparison", () => {
    const none = monthOf("2026-09", each({ leads: 0 }));
    expect(compare("cost_per_lead", { base: none })).toMatchObject({
      kind: "not_comparable",
      reason: "no_denominator",
    });
  });

  test("lower cost is good, higher cost is bad, more spend is neither", () => {
    const own = monthOf("2026-10", each({ leads: 2 }));
    expect(compare("cost_per_lead", { own })).toMatchObject({ change: "-50", good: true });
    expect(compare("leads", { own })).toMatchObject({ good: true });
    const dear = monthOf("2026-10", each({ total_spend: 20 }));
    expect(compare("cost_per_lead", { own: dear })).toMatchObject({ change: "100", good: false });
    expect(compare("total_spend", { own: dear })).toMatchObject({ good: null });
  });

  test("a change is never rounded to none", () => {
    const own = monthOf("2026-10", each({ total_spend: "10.0000001" }), firstDays(30));
    expect(compare("total_spend", { own }).change).toBe("0.000001");
  });
});
