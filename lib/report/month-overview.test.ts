import { expect, test } from "vitest";
import { figuresOf } from "@/lib/facts/fact-figures";
import { measured } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import {
  at,
  hotelJantar,
  unreconciledSpend,
  withAccountDays,
  withDay,
  withDays,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";
import { withAges } from "@/lib/report/month-facts";
import { overviewMetrics, overviewOf } from "@/lib/report/month-overview";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const october = hotelJantar();
const open = { ...withDays(october, (date) => date <= "2026-10-10"), now: at("2026-10-11T06:00") };

const months: Record<string, ReportInput> = {
  "a whole month": october,
  "an open month": open,
  "an open month with gaps": withoutDays(open, 2, 3),
  "a month with gaps, one of them tried": {
    ...withoutDays(october, 4, 30, 31),
    attempts: [{ date: parseCalendarDay("2026-10-30"), endedAt: october.now, willRetry: false }],
  },
  "a month of which nothing was collected": { ...october, days: [] },
  "a month whose currency changed": withAccountDays(october, { until: "2026-10-09", currency: "EUR" }),
  "a month with a day that does not add up": withDay(october, "2026-10-05", unreconciledSpend),
  "a month without delivery": {
    ...october,
    days: october.days.map((day) => ({
      ...day,
      figures: { ...day.figures, total_spend: null, total_impressions: null },
    })),
  },
  "a client whose result is not measured": {
    ...october,
    mapping: { version: 0, choices: measured({}), chosenOn: {} },
  },
  "a client that sees no result": {
    ...october,
    client: { ...october.client, shown: ["total_spend", "ctr"] },
  },
};

test.each(Object.entries(months))("a list says of %s what its report says", (_, input) => {
  const report = buildReport(input);
  const seen = report.shown.includes("reservations");
  const alone = ({ value, unavailable, state, days }: (typeof report.figures)["roas"]) => ({
    ...{ value, state, days },
    ...(unavailable ? { unavailable } : {}),
  });
  const listed = {
    ...input,
    days: withAges(input.days.map(asListsReadIt), input.account.zone),
    previousPublication: input.published.previous,
  };
  expect(overviewOf(listed)).toEqual({
    currency: report.currency,
    state: report.state,
    reconciled: report.reconciled,
    noDelivery: report.no_delivery,
    coverage: report.coverage,
    spend: alone(report.figures.total_spend),
    result: seen
      ? {
          metric: "reservations",
          name: "Rezerwacje",
          figure: alone(report.figures.reservations),
          costMetric: "cost_per_reservation",
          cost: alone(report.figures.cost_per_reservation),
          change: report.figures.cost_per_reservation.comparisons.previous,
        }
      : null,
    blockers: whatBlocks(report),
  });
});

/** A day with the few figures that lists read; whoever asks for another one fails. */
function asListsReadIt(day: ReportInput["days"][number]): ReportInput["days"][number] {
  const row = Object.fromEntries(
    Object.entries(day.figures).map(([metric, value]) => [metric, value?.toFixed() ?? null]),
  );
  return { ...day, figures: figuresOf(row, overviewMetrics) };
}

test("a figure that was not read is no figure that is not measured", () => {
  const figures = figuresOf({ total_spend: "12.5", total_impressions: null }, [
    "total_spend",
    "total_impressions",
  ]);
  expect(figures.total_spend?.toFixed()).toBe("12.5");
  expect(figures.total_impressions).toBeNull();
  expect(() => figures.leads).toThrow("leads was not read.");
});
