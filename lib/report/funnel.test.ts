import fc from "fast-check";
import { expect, test } from "vitest";
import { figures, measured } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar } from "@/lib/report/fixtures/hotel";
import type { Metric } from "@/lib/values/metric";

const steps = ["booking_step_1", "booking_step_2", "booking_step_3", "reservations"] as const;
type Step = (typeof steps)[number];
type Since = Partial<Record<Step, number | undefined>>;

/** Without the twelve months before: nothing is compared here. */
const october = hotelJantar({
  days: hotelJantar().days.filter(({ date }) => date.startsWith("2026-10")),
  ...{ reach: [], breakdowns: [] },
});

/** Hotel Jantar's October with so many of each step a day, each counted from its own day of October; steps without a day are not measured. */
function monthWith(perDay: Record<Step, number>, since: Since) {
  const dayOf = (step: Step) => `2026-10-${String(since[step]).padStart(2, "0")}`;
  const known = steps.filter((step) => since[step] !== undefined);
  const days = october.days.map((day) => {
    const counted = figures(
      Object.fromEntries(known.map((step) => [step, day.date >= dayOf(step) ? perDay[step] : null])),
    );
    const own = Object.fromEntries(steps.map((step) => [step, counted[step]]));
    return { ...day, figures: { ...day.figures, ...own } };
  });
  const choices = measured(Object.fromEntries(known.map((step) => [step, dayOf(step)])));
  return buildReport({ ...october, days, mapping: { ...october.mapping, choices } });
}

test("checkouts of a whole month and reservations of its last eleven days make no rate, and so do steps the other way round", () => {
  const perDay = { booking_step_1: 40, booking_step_2: 20, booking_step_3: 10, reservations: 5 };
  const whole = { booking_step_1: 1, booking_step_2: 1, booking_step_3: 1 };
  const late = monthWith(perDay, { ...whole, reservations: 21 });
  expect(late.figures.checkout_to_reservation_rate.value).toBe("50");
  expect(late.funnel.map(({ value }) => value)).toEqual(["1240", "620", "310", "55"]);
  expect(late.funnel.map(({ rate }) => rate)).toEqual([null, "50", "50", null]);
  // 60 checkouts of six days are fewer than 155 reservations of 31, which says nothing of the way.
  const early = monthWith(perDay, { ...whole, booking_step_3: 26, reservations: 1 });
  expect(early.funnel.map(({ rate }) => rate)).toEqual([null, "50", null, null]);
  expect(early.funnel.some(({ inverted }) => inverted)).toBe(false);
});

test("a step's rate is the month's own ratio of these two, or none, whatever was counted since when", () => {
  const ratios: Partial<Record<string, Metric>> = {
    "booking_step_1 booking_step_2": "search_to_view_rate",
    "booking_step_2 booking_step_3": "view_to_checkout_rate",
    "booking_step_3 reservations": "checkout_to_reservation_rate",
  };
  const count = fc.integer({ min: 0, max: 60 });
  const from = fc.option(fc.constantFrom(1, 2, 15, 31), { nil: undefined });
  const each = <T>(of: fc.Arbitrary<T>) =>
    fc.record({ booking_step_1: of, booking_step_2: of, booking_step_3: of, reservations: of });
  fc.assert(
    fc.property(each(count), each(from), (perDay, since) => {
      const { funnel, figures } = monthWith(perDay, since);
      for (const [index, { kpi, rate, inverted }] of funnel.entries()) {
        const before = funnel[index - 1];
        if (!before) continue;
        if (figures[kpi].days !== figures[before.kpi].days) expect([rate, inverted]).toEqual([null, false]);
        const ratio = ratios[`${before.kpi} ${kpi}`];
        if (rate === null || !ratio) continue;
        expect(Number(rate)).toBeCloseTo(Number(figures[ratio].value), 9);
      }
    }),
    { numRuns: 60 },
  );
});
