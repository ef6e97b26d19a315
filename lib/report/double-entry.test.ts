import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figures } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import type { Report, ReportMetric } from "@/lib/report/document";
import { hotelJantar, splitInTwo, unreconciledSpend, withDay } from "@/lib/report/fixtures/hotel";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { shownState } from "@/lib/report/shown-state";
import { parseDecimal, sum, toDecimalText } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

const october = hotelJantar();
const own = october.days.filter((day) => day.date >= "2026-10-01");

/** Campaigns and the row of what no campaign explains, added up. */
function tableSum(report: Report, metric: ReportMetric): string {
  const rows = [...report.campaigns, report.unattributed].map((row) => row.figures[metric] ?? "0");
  return toDecimalText(sum(rows.map(parseDecimal)));
}

describe("double entry (R7)", () => {
  test("campaigns that add up leave nothing over", () => {
    const report = buildReport(october);
    expect(report.unattributed.kind).toBe("none");
    expect(report.unattributed.figures.total_spend).toBe("0");
    expect(tableSum(report, "total_spend")).toBe(report.figures.total_spend.value);
    expect(report.appendix.reconciliation).toContainEqual({
      ...{ metric: "total_spend", campaigns: "1247.75", account: "1247.75", difference: "0" },
      at: "2026-11-04T04:00:00Z",
    });
  });

  test("a difference inside Meta's rounding is called rounding and has no cost of its own", () => {
    const [first, second] = splitInTwo(own);
    if (!first || !second) throw new Error("two campaigns");
    const short = { ...first, figures: { ...first.figures, total_spend: parseDecimal("311.93") } };
    const report = buildReport({ ...october, campaigns: [short, second] });
    expect(report.unattributed).toMatchObject({
      kind: "rounding",
      figures: { total_spend: "0.0075", reservations: "0", cost_per_reservation: null, roas: null },
    });
    expect(report.reconciled).toBe(true);
  });

  test("what no rounding of so many rows explains is not called rounding, though every day is said to agree: it blocks, and the figure says so", () => {
    const [first, second] = splitInTwo(own);
    if (!first || !second) throw new Error("two campaigns");
    const short = (of: Partial<typeof first.figures>) =>
      buildReport({ ...october, campaigns: [{ ...first, figures: { ...first.figures, ...of } }, second] });
    const spend = short({ total_spend: parseDecimal("211.9375") });
    expect(spend).toMatchObject({ reconciled: false, differing_sums: ["total_spend"] });
    expect(spend.unattributed).toMatchObject({ kind: "in_no_campaign", figures: { total_spend: "100" } });
    expect(whatBlocks(spend)).toEqual([{ kind: "sums_differ", overridable: true, metrics: ["total_spend"] }]);
    expect(shownState(spend, "total_spend")).toBe("unreconciled");
    expect(shownState(spend, "cost_per_reservation")).toBe("unreconciled");
    expect(shownState(spend, "reservations")).toBe(spend.figures.reservations.state);
    // A count has to agree exactly.
    const results = short({ reservations: parseDecimal("7") });
    expect(results.differing_sums).toContain("reservations");
    // Two campaigns and the account, 31 days: 93 roundings of half a grosz.
    expect(short({ total_spend: parseDecimal("311.4725") }).differing_sums).toBeUndefined();
    expect(short({ total_spend: parseDecimal("311.4724") }).differing_sums).toEqual(["total_spend"]);
  });

  test.each(["campaigns", "previousCampaigns"] as const)(
    "where the sums of %s are not the account's, no campaign is compared, none is new and none has ended",
    (which) => {
      const [first, second] = october.previousCampaigns;
      if (!first || !second) throw new Error("two campaigns");
      const gone = { ...second, id: "120210000000000003", name: "Lato" };
      const whole = { ...october, previousCampaigns: [first, gone] };
      const compared = buildReport(whole);
      expect(compared.campaigns.map(({ previous }) => previous === null)).toEqual([true, false]);
      expect(compared.ended_campaigns).toHaveLength(1);
      expect(compared.drivers).toMatchObject({ within: expect.any(String), between: expect.any(String) });

      const [one, ...others] = whole[which];
      if (!one) throw new Error("a campaign");
      const lacking = { ...one, figures: { ...one.figures, link_clicks: parseDecimal("1") } };
      const report = buildReport({ ...whole, [which]: [lacking, ...others] });
      expect(report.campaigns.every((campaign) => !("previous" in campaign))).toBe(true);
      expect(report.ended_campaigns).toEqual([]);
      expect(report.drivers).toMatchObject({ within: null, between: null });
      // What Meta's account totals say stands.
      expect(report.figures.total_spend.comparisons).toEqual(compared.figures.total_spend.comparisons);
    },
  );

  test("spend of an ad that no campaign carries stands in its own row, and the figure is Meta's account total", () => {
    const [first, second] = splitInTwo(own);
    if (!first || !second) throw new Error("two campaigns");
    const input = withDay(october, "2026-10-12", unreconciledSpend);
    const report = buildReport({
      ...input,
      campaigns: [{ ...first, figures: { ...first.figures, total_spend: parseDecimal("299.4375") } }, second],
    });
    expect(report.unattributed).toMatchObject({ kind: "in_no_campaign", figures: { total_spend: "12.5" } });
    expect(report.figures.total_spend).toMatchObject({ value: "1247.75", state: "unreconciled" });
    expect(tableSum(report, "total_spend")).toBe("1247.75");
  });

  test("campaigns that show more than the account leave a negative row", () => {
    const [first, second] = splitInTwo(own);
    if (!first || !second) throw new Error("two campaigns");
    const input = withDay(october, "2026-10-12", unreconciledSpend);
    const report = buildReport({
      ...input,
      campaigns: [{ ...first, figures: { ...first.figures, total_spend: parseDecimal("350") } }, second],
    });
    expect(report.unattributed.figures).toMatchObject({
      total_spend: "-38.0625",
      cost_per_reservation: null,
    });
  });

  test("incident 21: a campaign shows its own rows; nothing is spread over campaigns", () => {
    const report = buildReport({ ...october, campaigns: [] });
    expect(report.campaigns).toEqual([]);
    expect(report.unattributed.figures.total_spend).toBe(report.figures.total_spend.value);
  });

  test("campaigns stand by spend, equal ones by id", () => {
    const same = figures({ total_spend: 5 });
    const campaigns = [
      { id: "30", name: "c", figures: same },
      { id: "10", name: "a", figures: figures({ total_spend: "5.01" }) },
      { id: "20", name: "b", figures: same },
    ];
    expect(buildReport({ ...october, campaigns }).campaigns.map((row) => row.id)).toEqual(["10", "20", "30"]);
  });

  test("whatever campaigns say, they and the last row add up to the key figure, exactly", () => {
    const amount = fc.integer({ min: 0, max: 10 ** 9 }).map((micro) => parseDecimal("0.000001").times(micro));
    const campaign = fc.record({ total_spend: amount, reservations: amount, total_impressions: amount });
    fc.assert(
      fc.property(fc.array(campaign, { maxLength: 6 }), fc.boolean(), (rows, reconciled) => {
        const campaigns = rows.map((row, index) => ({
          ...{ id: String(index), name: "" },
          figures: { ...figures({}), ...row },
        }));
        const input = reconciled ? october : withDay(october, "2026-10-12", unreconciledSpend);
        const report = buildReport({ ...input, campaigns });
        for (const metric of factMetrics) {
          const { value } = report.figures[metric];
          if (value !== null) expect(tableSum(report, metric)).toBe(value);
          else expect(report.unattributed.figures[metric]).toBeNull();
        }
      }),
      { numRuns: 40 },
    );
  });
});
