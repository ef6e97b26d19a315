import { describe, expect, test } from "vitest";
import { measured } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import {
  accountDay,
  at,
  hotelJantar,
  splitInTwo,
  unreconciledSpend,
  withDay,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import { parseCalendarDay } from "@/lib/values/calendar-day";

const october = hotelJantar();
const allReadOn = (local: string) => ({
  ...october,
  now: at(local),
  days: october.days.map((day) => (day.date >= "2026-10-01" ? { ...day, observedAt: at(local) } : day)),
});

describe("state of the month (product.md, States)", () => {
  test("open until its last day is due, then incomplete, provisional, settled", () => {
    expect(buildReport({ ...october, now: at("2026-10-20T09:00") }).state).toBe("open");
    expect(buildReport({ ...withoutDays(october, 31), now: at("2026-11-01T03:59") }).state).toBe("open");
    expect(buildReport({ ...withoutDays(october, 31), now: at("2026-11-01T04:00") }).state).toBe(
      "incomplete",
    );
    expect(buildReport(october).state).toBe("provisional");
    expect(buildReport(allReadOn("2026-11-27T12:00")).state).toBe("provisional");
    expect(buildReport(allReadOn("2026-11-28T12:00")).state).toBe("settled");
  });

  test("a month of which nothing is stored is incomplete, never settled, and neither reconciled nor not", () => {
    const report = buildReport({ ...october, days: [], campaigns: [], lastDelivery: null });
    expect(report).toMatchObject({
      state: "incomplete",
      reconciled: null,
      no_delivery: false,
      observed_at: null,
    });
    expect(report.coverage).toMatchObject({ days: 0, expected: 31, calendar: 31 });
    expect(report.figures.total_spend).toMatchObject({
      value: null,
      unavailable: "not_collected",
      state: null,
    });
  });

  test("a month before collection began misses no day, yet is incomplete and not settled", () => {
    const account = { ...october.account, collectFrom: parseCalendarDay("2026-11-01") };
    const report = buildReport({ ...october, account, days: [], campaigns: [] });
    expect(report.coverage).toMatchObject({ days: 0, expected: 0, missing: [] });
    expect(report.state).toBe("incomplete");
  });

  test("unreconciled stands beside the state", () => {
    const report = buildReport(withDay(october, "2026-10-12", unreconciledSpend));
    expect(report).toMatchObject({ state: "provisional", reconciled: false });
    expect(report.unreconciled).toEqual([
      { date: "2026-10-12", metric: "total_spend", campaigns: "27.75", account: "40.25", difference: "12.5" },
    ]);
  });

  test("conversions may change from the first unsettled day to 28 days after the month", () => {
    expect(buildReport(october).may_change).toEqual({ since: "2026-10-08", until: "2026-11-28" });
    expect(buildReport(allReadOn("2026-11-28T12:00")).may_change).toBeNull();
  });
});

describe("state of a figure, gravest first", () => {
  const stateOf = (input: typeof october) => {
    const { figures } = buildReport(input);
    const { total_spend, reservations, cost_per_reservation, cpm } = figures;
    return [total_spend, reservations, cost_per_reservation, cpm].map((figure) => figure.state);
  };

  test("conversions stay provisional for 28 days, spend for 3", () => {
    expect(stateOf(allReadOn("2026-11-02T12:00"))).toEqual(Array(4).fill("provisional"));
    expect(stateOf(allReadOn("2026-11-03T12:00"))).toEqual([
      "settled",
      "provisional",
      "provisional",
      "settled",
    ]);
    expect(stateOf(allReadOn("2026-11-28T12:00"))).toEqual(Array(4).fill("settled"));
  });

  test("an earlier day that was read too early keeps the figure provisional", () => {
    const input = withDay(allReadOn("2026-11-28T12:00"), "2026-10-05", {
      observedAt: at("2026-10-06T04:12"),
    });
    expect(stateOf(input)).toEqual(Array(4).fill("provisional"));
  });

  test("a missing day makes every figure partial", () => {
    expect(stateOf(withoutDays(october, 17))).toEqual(Array(4).fill("partial"));
  });

  test("days before measured_since make the KPI and its ratios partial, nothing else", () => {
    const input = {
      ...october,
      mapping: {
        ...october.mapping,
        choices: measured({ reservations: "2026-10-05", reservation_value: "2026-10-05" }),
      },
    };
    expect(stateOf(input)).toEqual(["settled", "partial", "partial", "settled"]);
  });

  test("a KPI measured since the first of the month is whole", () => {
    const choices = measured({ reservations: "2026-10-01", reservation_value: "2026-10-01" });
    const input = { ...october, mapping: { ...october.mapping, choices } };
    expect(stateOf(input)).toEqual(["settled", "provisional", "provisional", "settled"]);
  });

  test("a day that differs in one metric makes that metric and its ratios unreconciled, before partial", () => {
    const input = withoutDays(withDay(october, "2026-10-12", unreconciledSpend), 17);
    expect(stateOf(input)).toEqual(["unreconciled", "partial", "unreconciled", "unreconciled"]);
  });
});

describe("incidents", () => {
  test("incident 6: a day without delivery and a day that is missing look different everywhere", () => {
    const nothing = {
      values: { total_spend: 0, total_impressions: 0, total_clicks: 0, link_clicks: 0, reservations: 0 },
    };
    const input = withoutDays(withDay(october, "2026-10-16", nothing), 17);
    const attempts = [
      { date: parseCalendarDay("2026-10-17"), endedAt: at("2026-11-04T04:12"), willRetry: true },
    ];
    const { daily, coverage } = buildReport({ ...input, attempts });
    expect(daily[15]).toMatchObject({ date: "2026-10-16", no_delivery: true, figures: { total_spend: "0" } });
    expect(daily[16]).toEqual({ date: "2026-10-17", state: "failed", no_delivery: false, figures: null });
    expect(coverage).toEqual({
      ...{ days: 30, expected: 31, calendar: 31 },
      missing: [{ date: "2026-10-17", reason: "failed" }],
    });
  });

  test("incident 6: an empty month is zeros as facts; with a day missing it is not called empty", () => {
    const zeros = {
      total_spend: 0,
      total_impressions: 0,
      total_clicks: 0,
      link_clicks: 0,
      reservations: 0,
      reservation_value: 0,
    };
    const empty = {
      ...october,
      campaigns: [],
      lastDelivery: parseCalendarDay("2026-09-29"),
      days: october.days.map((day) =>
        day.date >= "2026-10-01" ? accountDay(day.date, { values: zeros }) : day,
      ),
    };
    const report = buildReport(empty);
    expect(report).toMatchObject({ no_delivery: true, last_delivery: "2026-09-29" });
    expect(report.figures.total_spend.value).toBe("0");
    expect(report.figures.cost_per_reservation).toMatchObject({ value: null, unavailable: "no_denominator" });
    expect(buildReport(withoutDays(empty, 17)).no_delivery).toBe(false);
  });

  test("incident 23: month to date is compared with the same days, never with the full month before", () => {
    const days = october.days.filter((day) => day.date <= "2026-10-10");
    const report = buildReport({
      ...october,
      now: at("2026-10-11T09:00"),
      days,
      campaigns: splitInTwo(days.slice(-10)),
    });
    expect(report.state).toBe("open");
    const { previous, year_ago } = report.figures.total_spend.comparisons;
    expect(previous).toMatchObject({ own: "402.5", base: "402.5", own_days: 10, base_days: 10, change: "0" });
    expect(year_ago).toMatchObject({ own_days: 10, base_days: 10 });
  });

  test("incident 24: unknown is null with a reason, never 0 and never a sentinel", () => {
    const { figures, campaigns, unattributed } = buildReport(october);
    expect(figures.leads).toMatchObject({ value: null, unavailable: "not_measured", state: null, days: 0 });
    expect(figures.cost_per_lead).toMatchObject({ value: null, unavailable: "not_measured" });
    expect(figures.leads.comparisons.previous).toMatchObject({
      kind: "not_comparable",
      reason: "not_measured",
    });
    expect([...campaigns, unattributed].map((row) => row.figures.leads)).toEqual([null, null, null]);
    expect(JSON.stringify(buildReport(october))).not.toContain("-999");
  });

  test("incident 25: month, range, currency and zone come from the input, whatever today is", () => {
    const report = buildReport({ ...october, now: at("2027-06-15T09:00") });
    expect(report).toMatchObject({
      ...{ month: "2026-10", window: { since: "2026-10-01", until: "2026-10-31" } },
      ...{ currency: "PLN", time_zone: "Europe/Warsaw" },
    });
    expect(report.figures.total_spend.sparkline?.map((point) => point.month)).toEqual([
      ...["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"],
      ...["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"],
    ]);
  });

  test("incident 14: reach is not available rather than a sum of days", () => {
    expect(buildReport({ ...october, reach: [] }).reach).toEqual({ unavailable: "not_collected" });
  });
});

test("incident 5: a month that was not read since its conversions settled does not promise that they may change until a day that is over", () => {
  const late = buildReport(hotelJantar({ now: at("2027-01-15T09:00") }));
  expect(late.may_change).toEqual({ since: "2026-10-08", until: "2026-11-28", unread: true });
  const inTime = buildReport(hotelJantar({ now: at("2026-11-28T09:00") }));
  expect(inTime.may_change).not.toHaveProperty("unread");
});
