import fc from "fast-check";
import { expect, test } from "vitest";
import { conversionsBehind, inputsOf, isKpi } from "@/lib/kpi/catalogue";
import { compareMonths } from "@/lib/kpi/compare";
import { deriveKpis } from "@/lib/kpi/derive-kpis";
import { periodOf } from "@/lib/kpi/figures";
import { figures, item, measured, month } from "@/lib/kpi/fixtures/days";
import { addDays } from "@/lib/values/calendar-day";
import { addMonths, monthWindow } from "@/lib/values/calendar-month";
import { parseDecimal } from "@/lib/values/decimal";
import { factMetrics, ratioMetrics } from "@/lib/values/metric";
import { daysOf, windowLength } from "@/lib/values/window";

const start = month("2026-01");

/** Two months with any days stored, leads and reservations measured from any day, published or not, counted alike or not. */
const anything = fc
  .record({
    ownMonth: fc.integer({ min: 1, max: 11 }).map((n) => addMonths(start, n)),
    back: fc.constantFrom(1, 12),
    ownDays: fc.oneof(fc.constant(null), fc.constant([31]), fc.uniqueArray(fc.integer({ min: 1, max: 31 }))),
    baseDays: fc.oneof(fc.constant(null), fc.uniqueArray(fc.integer({ min: 1, max: 31 }))),
    leadsSince: fc.option(fc.integer({ min: -20, max: 60 }), { nil: null }),
    publishedType: fc.constantFrom(null, "none", "type_of_leads", "lead"),
    perDay: fc.array(fc.record({ spend: fc.nat(100), leads: fc.nat(2) }), { minLength: 31, maxLength: 31 }),
  })
  .map((seed) => {
    const base = addMonths(seed.ownMonth, -seed.back);
    const baseStart = monthWindow(base).since;
    const since = seed.leadsSince === null ? null : addDays(baseStart, seed.leadsSince);
    const choices = since === null ? measured({}) : measured({ leads: since });
    const rows = (name: typeof base, numbers: readonly number[] | null) => ({
      month: name,
      currencies: ["PLN"],
      days: daysOf(monthWindow(name)).flatMap((date) => {
        const number = Number(date.slice(8));
        const { spend, leads } = seed.perDay[(number + name.length * 7) % 31] ?? { spend: 0, leads: 0 };
        if (numbers && !numbers.includes(number)) return [];
        const kpis = deriveKpis({ actions: [item("type_of_leads", String(leads))] }, choices, date);
        return [
          { date, figures: { ...figures({ total_spend: spend, total_impressions: spend * 7 }), ...kpis } },
        ];
      }),
    });
    const types =
      seed.publishedType === "none"
        ? {}
        : { leads: { list: "actions" as const, type: seed.publishedType ?? "" } };
    const basePublication =
      seed.publishedType === null ? null : { version: 1, currency: "PLN", choices: types, figures: {} };
    return {
      own: rows(seed.ownMonth, seed.ownDays),
      base: rows(base, seed.baseDays),
      choices,
      chosenOn: {},
      basePublication,
    };
  });

test("whatever is stored, a comparison is shown only where R9 allows it", () => {
  const shown = new Set<string>();
  fc.assert(
    fc.property(anything, fc.constantFrom(...factMetrics, ...ratioMetrics), (input, metric) => {
      const result = compareMonths(input)(metric);
      shown.add(`${result.kind} ${result.reason ?? ""}`.trim());
      if (result.kind === "not_comparable") {
        expect(result).toMatchObject({ own: null, base: null, change: null, good: null });
        expect(result.reason).toBeDefined();
        return;
      }
      const numbers = (days: typeof input.own.days) => days.map((row) => row.date.slice(8));
      const complete = (side: typeof input.own) => side.days.length === windowLength(monthWindow(side.month));
      const whole = complete(input.own) && complete(input.base);
      const shared = numbers(input.own.days).filter((number) => numbers(input.base.days).includes(number));
      expect(result.own_days).toBe(whole ? input.own.days.length : shared.length);
      expect(result.base_days).toBe(whole ? input.base.days.length : shared.length);

      const used = (side: typeof input.own) =>
        side.days.filter((row) => whole || shared.includes(row.date.slice(8)));
      for (const kpi of inputsOf(metric).filter(isKpi)) {
        const choice = input.choices[kpi];
        expect(choice).not.toBeNull();
        for (const row of [...used(input.own), ...used(input.base)]) {
          expect(row.date >= (choice?.measured_since ?? "")).toBe(true);
        }
        if (input.basePublication) expect(input.basePublication.choices.leads?.type).toBe(choice?.type);
      }
      const value = (side: typeof input.own, of: typeof metric) =>
        periodOf(used(side).map((row) => row.figures))(of).value;
      expect(result.own).toBe(value(input.own, metric)?.toFixed());
      expect(result.base).toBe(value(input.base, metric)?.toFixed());
      const few = conversionsBehind(metric).some((kpi) =>
        [input.own, input.base].some((side) => value(side, kpi)?.lt(10)),
      );
      const zeroBase = parseDecimal(result.base ?? "").isZero();
      expect(result.kind).toBe(zeroBase ? "from_zero" : few ? "counts" : "percent");
      expect(result.change === null).toBe(result.kind !== "percent");
      if (metric === "total_spend") expect(result.good).toBeNull();
    }),
    { numRuns: 2000, seed: 20261104 },
  );
  // The generator reaches every answer, so that the property above is not about nothing.
  expect([...shown].sort()).toEqual([
    "counts",
    "from_zero",
    "not_comparable base_incomplete",
    "not_comparable base_not_collected",
    "not_comparable base_not_measured",
    "not_comparable mapping_changed",
    "not_comparable measured_since",
    "not_comparable no_denominator",
    "not_comparable not_measured",
    "not_comparable own_incomplete",
    "not_comparable own_not_collected",
    "percent",
  ]);
});
