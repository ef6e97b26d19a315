import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betterDirection, conversionsBehind, ratioDefinitions } from "@/lib/kpi/catalogue";
import { periodOf, ratioOf, sumFigures } from "@/lib/kpi/figures";
import { figures } from "@/lib/kpi/fixtures/days";
import { Decimal } from "@/lib/values/decimal";
import { factMetrics, ratioMetrics } from "@/lib/values/metric";

describe("sums", () => {
  test("the measured days add up; null only where none is measured", () => {
    const rows = [figures({ leads: null }), figures({ leads: 0 }), figures({ leads: "2.5" })];
    expect(periodOf(rows)("leads")).toEqual({ value: new Decimal("2.5"), days: 2 });
    expect(periodOf(rows)("messages")).toEqual({ value: null, days: 0 });
    expect(periodOf([])("total_spend")).toEqual({ value: null, days: 0 });
  });

  test("incident 42: figures are added as numbers, 0.1 and 0.2 give exactly 0.3", () => {
    const rows = ["0.1", "0.2", "10"].map((spend) => figures({ total_spend: spend }));
    expect(sumFigures(rows).total_spend?.toFixed()).toBe("10.3");
  });

  test("incident 13: a month is the sum of its days and of nothing else", () => {
    const rows = Array.from({ length: 31 }, (_, index) => figures({ reservations: index % 7 === 0 ? 8 : 7 }));
    expect(sumFigures(rows).reservations?.toFixed()).toBe(String(31 * 7 + 5));
  });

  test("whatever the days, a sum of parts is the sum of the whole", () => {
    const amount = fc.option(fc.integer({ min: 0, max: 10 ** 9 }), { nil: null });
    const row = fc
      .record({ total_spend: fc.integer({ min: 0, max: 10 ** 9 }), leads: amount, reservations: amount })
      .map(({ total_spend, leads, reservations }) => ({
        ...figures({ leads, reservations }),
        total_spend: new Decimal(total_spend).dividedBy(1_000_000),
      }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 31 }), fc.nat(31), (rows, at) => {
        const whole = sumFigures(rows);
        const parts = sumFigures([sumFigures(rows.slice(0, at)), sumFigures(rows.slice(at))]);
        for (const metric of factMetrics) {
          // Delivery of no day at all is null, of a part without days too; both mean "nothing stood there".
          expect(parts[metric]?.toFixed() ?? null).toBe(whole[metric]?.toFixed() ?? null);
          expect(periodOf(rows)(metric).value?.toFixed()).toBe(whole[metric]?.toFixed());
        }
      }),
    );
  });
});

describe("ratios", () => {
  test("are ratios of sums, never averages of days", () => {
    const rows = [figures({ total_spend: 100, leads: 1 }), figures({ total_spend: 100, leads: 9 })];
    expect(periodOf(rows)("cost_per_lead").value?.toFixed()).toBe("20");
  });

  test("are null on a denominator of 0 and where an input is not measured", () => {
    expect(ratioOf("cost_per_lead", figures({ total_spend: 5, leads: 0 }))).toBeNull();
    expect(ratioOf("cost_per_lead", figures({ total_spend: 5, leads: null }))).toBeNull();
    expect(ratioOf("roas", figures({ total_spend: 5, reservation_value: 0 }))?.toFixed()).toBe("0");
  });

  test("are taken over the days that have both inputs, so that a half measured month invents no cost", () => {
    const rows = [figures({ total_spend: 100, leads: null }), figures({ total_spend: 50, leads: 5 })];
    expect(periodOf(rows)("cost_per_lead")).toEqual({
      value: new Decimal(10),
      days: 1,
      of: { numerator: new Decimal(50), denominator: new Decimal(5) },
    });
  });

  test("hold Meta's identities: ctr, cpc and cpm of graph-api.md §3.2", () => {
    const row = figures({ total_spend: "76.5", total_impressions: 4233, total_clicks: 131, link_clicks: 77 });
    const six = (metric: "ctr" | "cpc" | "cpm" | "link_ctr") => ratioOf(metric, row)?.toFixed(6);
    expect([six("ctr"), six("cpc"), six("cpm"), six("link_ctr")]).toEqual([
      "3.094732",
      "0.583969",
      "18.072289",
      "1.819041",
    ]);
  });

  test("multiplied by their denominator give their numerator back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 6 }),
        fc.integer({ min: 1, max: 10 ** 6 }),
        (top, bottom) => {
          for (const metric of ratioMetrics) {
            const { numerator, denominator, scale } = ratioDefinitions[metric];
            const value = ratioOf(metric, figures({ [numerator]: top, [denominator]: bottom }));
            const back = value?.times(bottom).dividedBy(scale).minus(top).abs();
            expect(back?.lt("0.00001")).toBe(true);
          }
        },
      ),
    );
  });
});

describe("the catalogue", () => {
  test("phone contacts cost spend by phone contacts", () => {
    expect(ratioDefinitions.cost_per_contact).toEqual({
      numerator: "total_spend",
      denominator: "click_to_call",
      scale: 1,
    });
  });

  test("costs are better when lower, results when higher, spend is neither", () => {
    expect(betterDirection("cost_per_lead")).toBe("lower");
    expect(betterDirection("cpm")).toBe("lower");
    expect(betterDirection("roas")).toBe("higher");
    expect(betterDirection("leads")).toBe("higher");
    expect(betterDirection("total_spend")).toBe("neither");
  });

  test("knows the conversions that stand behind a figure", () => {
    expect(conversionsBehind("cost_per_lead")).toEqual(["leads"]);
    expect(conversionsBehind("roas")).toEqual(["reservations"]);
    expect(conversionsBehind("view_to_checkout_rate")).toEqual(["booking_step_3", "booking_step_2"]);
    expect(conversionsBehind("cpm")).toEqual([]);
  });
});
