import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canyonCycles, hotelJantar, ryokanAoi } from "@/components/report/fixtures/cast";
import { partialMonth, unreconciledMonth } from "@/components/report/fixtures/states";
import { campaignTableOf } from "@/lib/publications/view/campaign-rows";
import { campaignFindingOf } from "@/lib/publications/view/campaign-share";
import { courseOf } from "@/lib/publications/view/course";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar as hotelInput, splitInTwo, withReservationsSince } from "@/lib/report/fixtures/hotel";
import { keyMetricsOf } from "@/lib/report/printed-metrics";
import { parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";

describe("rows of the campaign table", () => {
  test("they add up to the total, whatever the campaigns are", () => {
    const [pattern] = hotelJantar.campaigns;
    if (!pattern) throw new Error("Hotel Jantar has campaigns.");
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9_999_999), fc.nat(500)), { maxLength: 40 }), (amounts) => {
        const campaigns = amounts.map(([spend, result], index) => ({
          id: String(index),
          name: `Campaign ${index}`,
          figures: {
            ...pattern.figures,
            total_spend: (spend / 100).toFixed(2),
            reservations: String(result),
          },
        }));
        const total = (metric: "total_spend" | "reservations") =>
          toDecimalText(sum(campaigns.map((c) => parseDecimal(c.figures[metric]))));
        const report = structuredClone(hotelJantar);
        report.campaigns = campaigns;
        report.figures.total_spend.value = total("total_spend");
        report.figures.reservations.value = total("reservations");
        const table = campaignTableOf(report);
        for (const column of [0, 1]) {
          const rows = sum(table.rows.map((row) => parseDecimal(row.values[column] ?? "0")));
          expect(toDecimalText(rows)).toBe(table.total.values[column]);
        }
        expect(table.rows.length).toBeLessThanOrEqual(9);
      }),
    );
  });

  test("the cost of the others is a ratio of their sums, never a sum of ratios (R8)", () => {
    const others = campaignTableOf(hotelJantar).rows.find((row) => row.kind === "others");
    const [spend, results, cost] = others?.values ?? [];
    expect(
      parseDecimal(spend ?? "")
        .dividedBy(results ?? "1")
        .toFixed(4),
    ).toBe(parseDecimal(cost ?? "").toFixed(4));
  });

  test("where results are counted on some of the days no row divides the spend of all of them, and only the key figure is a cost (R8)", () => {
    const input = withReservationsSince(hotelInput(), "2026-10-21");
    const [one] = splitInTwo(input.days.filter(({ date }) => date >= "2026-10-01"));
    if (!one) throw new Error("Hotel Jantar has campaigns.");
    const twelve = Array.from({ length: 12 }, (_, index) => ({ ...one, id: `c${index}`, name: `c${index}` }));
    const report = buildReport({ ...input, campaigns: twelve });
    const { rows, total } = campaignTableOf(report);
    expect(rows.find(({ kind }) => kind === "others")).toMatchObject({ count: 4, change: null });
    expect(rows.map(({ values }) => values[2])).toEqual(rows.map(() => null));
    expect(total.values[2]).toBe(report.figures.cost_per_reservation.value);
  });

  test("what no campaign explains stands above the total", () => {
    const row = campaignTableOf(unreconciledMonth).rows.at(-1);
    expect([row?.kind, ...(row?.values ?? [])]).toEqual(["in_no_campaign", "14.75", "0", null]);
  });
});

describe("the sentence above the campaigns", () => {
  test("names the two that brought most results, with their shares", () => {
    const finding = campaignFindingOf(hotelJantar);
    expect(finding?.kind).toBe("results");
    expect(finding?.names).toEqual(["Jesień nad morzem, 3 noce", "Porzucone rezerwacje"]);
  });
  test("of two campaigns names one: both together would be everything", () => {
    expect(campaignFindingOf(ryokanAoi)?.names).toEqual(["秋の京都"]);
  });
  test("results of some days are not set against the spend of all of them", () => {
    expect(campaignFindingOf(buildReport(hotelInput()))?.kind).toBe("results");
    const report = buildReport(withReservationsSince(hotelInput(), "2026-10-11"));
    expect(Number(report.figures.reservations.value)).toBeGreaterThanOrEqual(10);
    expect(campaignFindingOf(report)?.kind).toBe("spend");
  });
  test("speaks of spend where results are fewer than 10", () => {
    const report = structuredClone(canyonCycles);
    report.figures.reservations.value = "9";
    expect(campaignFindingOf(report)?.kind).toBe("spend");
  });
  test("says nothing of a month without spend", () => {
    const report = structuredClone(canyonCycles);
    report.figures.total_spend.value = "0";
    expect(campaignFindingOf(report)).toBeNull();
  });
});

describe("the course of the month", () => {
  test("a gap is worse news than a best day", () => {
    const course = courseOf(partialMonth);
    expect(course.finding).toEqual({ kind: "gaps", days: ["2026-10-17"], complete: 30 });
    const gap = course.days.find((day) => day.date === "2026-10-17");
    expect([gap?.gap, gap?.spend, gap?.result]).toEqual([true, null, null]);
  });
  test("days with the same best result are counted, not chosen", () => {
    const finding = courseOf(ryokanAoi).finding;
    expect(finding?.kind === "results" && finding.days.length).toBe(12);
  });
  test("only days that Meta may restate are marked", () => {
    const marked = courseOf(hotelJantar).days.filter((day) => day.mayChange);
    expect([marked.length, marked[0]?.date]).toEqual([24, "2026-10-08"]);
  });
});

describe("key figures", () => {
  test("spend, the result and its cost stand first, at most six in all", () => {
    expect(keyMetricsOf(canyonCycles).slice(0, 3)).toEqual([
      "total_spend",
      "reservations",
      "cost_per_reservation",
    ]);
    const shown = [...canyonCycles.shown, "leads", "cpm", "ctr"] as typeof canyonCycles.shown;
    expect(keyMetricsOf({ ...canyonCycles, shown })).toHaveLength(6);
  });
  test("the result is the first shown of reservations, leads, messages, calls", () => {
    const report = { ...canyonCycles, shown: ["messages" as const, "leads" as const] };
    expect(keyMetricsOf(report)).toEqual(["total_spend", "leads", "cost_per_lead", "messages"]);
  });
});
