import { describe, expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { changedItems, readsTheSame } from "@/lib/report/corrections";
import type { Report, ReportMetric } from "@/lib/report/document";
import { hotelJantar } from "@/lib/report/fixtures/hotel";

const jantar = buildReport(hotelJantar());
/** Hotel Jantar's October with these figures, in this order. */
function withFigures(values: Partial<Record<ReportMetric, string | null>>, currency = "PLN"): Report {
  const report = structuredClone(jantar);
  report.currency = currency;
  report.shown = Object.keys(values) as ReportMetric[];
  for (const metric of report.shown) report.figures[metric].value = values[metric] ?? null;
  return report;
}

describe("a correction lists what prints otherwise (R10)", () => {
  test.each([
    ["a rate", "link_ctr", "1.321428571429", "1.323809523810"],
    ["a multiple", "roas", "7.218994189541", "7.222199999999"],
    ["a cost", "cost_per_reservation", "113.018691588785", "113.021495327103"],
    ["an amount", "total_spend", "24186.401", "24186.404"],
    ["a count with more decimals than Meta's two", "reservations", "214.001", "214.004"],
  ] as const)("%s that prints the same is no line of it", (_what, metric, from, to) => {
    const [before, after] = [withFigures({ [metric]: from }), withFigures({ [metric]: to })];
    expect(changedItems(before, after)).toEqual([]);
    // Whoever opens the figure reads what it is made of: such a version may still be published.
    expect(readsTheSame(before, after)).toBe(false);
  });

  test("what prints otherwise is kept with all its digits, and what does not stands beside it unlisted", () => {
    const before = withFigures({
      ...{ reservations: "214", link_ctr: "1.321428571429", cost_per_reservation: "113.018691588785" },
    });
    const after = withFigures({
      ...{ reservations: "221", link_ctr: "1.323809523810", cost_per_reservation: "109.438914027149" },
    });
    expect(changedItems(before, after)).toEqual([
      { kpi: "reservations", from: "214", to: "221" },
      { kpi: "cost_per_reservation", from: "113.018691588785", to: "109.438914027149" },
    ]);
  });

  test("an amount is rounded as its currency prints it", () => {
    const [from, to] = [{ total_spend: "482100" }, { total_spend: "482100.4" }];
    expect(changedItems(withFigures(from, "JPY"), withFigures(to, "JPY"))).toEqual([]);
    expect(changedItems(withFigures(from), withFigures(to))).toHaveLength(1);
  });

  test("a figure that is there now, or no more, and an amount of another currency are always listed", () => {
    expect(changedItems(withFigures({ roas: null }), withFigures({ roas: "0.001" }))).toHaveLength(1);
    expect(changedItems(withFigures({ roas: "0.001" }), withFigures({ roas: null }))).toHaveLength(1);
    const spend = { total_spend: "100" };
    expect(changedItems(withFigures(spend), withFigures(spend, "EUR"))).toEqual([
      { kpi: "total_spend", from: null, to: "100" },
    ]);
    expect(changedItems(withFigures(spend), withFigures(spend))).toEqual([]);
  });
});
