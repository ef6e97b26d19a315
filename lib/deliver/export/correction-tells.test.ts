import { describe, expect, test } from "vitest";
import { exportMetrics } from "@/lib/deliver/export/export-rows";
import { createFormats, printsTheSame } from "@/lib/i18n/formats";
import { buildReport } from "@/lib/report/build-report";
import { changedItems, readsTheSame } from "@/lib/report/corrections";
import type { Report, ReportMetric } from "@/lib/report/document";
import { accountDay, hotelJantar } from "@/lib/report/fixtures/hotel";

const chosen = ["total_spend", "reservations", "cost_per_reservation", "roas", "ctr"] as const;
/** Every list of metrics that a client's settings could make of these five, but for their order. */
const lists: ReportMetric[][] = Array.from({ length: 2 ** chosen.length }, (_, bits) =>
  chosen.filter((_metric, place) => ((bits >> place) & 1) === 1),
);

/** Hotel Jantar's October with every day as given. */
function october(values: Parameters<typeof accountDay>[1] = {}): Report {
  const input = hotelJantar();
  const days = input.days.map((day) => (day.date >= "2026-10-01" ? accountDay(day.date, values) : day));
  return buildReport({ ...input, days });
}

describe("a correction tells every figure that the client is given otherwise (R10)", () => {
  test.each([
    ["dearer", { values: { total_spend: "48" } }],
    ["fewer results", { values: { reservations: 0.8, reservation_value: "240" } }],
    ["both", { values: { total_spend: "48", reservations: 0.8, reservation_value: "240" } }],
  ])("%s, whatever the client's list leaves out", (_what, values) => {
    const [was, is] = [october(), october(values)];
    const format = createFormats({ locale: is.locale, currency: is.currency, zone: is.time_zone });
    for (const shown of lists) {
      const [before, after] = [
        { ...was, shown },
        { ...is, shown },
      ];
      const differing = exportMetrics(after).filter(
        (metric) => !printsTheSame(format, metric, before.figures[metric].value, after.figures[metric].value),
      );
      expect(changedItems(before, after).map(({ kpi }) => kpi)).toEqual(differing);
      expect(readsTheSame(before, after)).toBe(false);
    }
  });

  test("the spend of a client who sees reservations alone is named first, its cost too", () => {
    const shown: ReportMetric[] = ["reservations"];
    const [before, after] = [october(), october({ values: { total_spend: "48" } })];
    expect(changedItems({ ...before, shown }, { ...after, shown })).toEqual([
      { kpi: "total_spend", from: "1247.75", to: "1488" },
      { kpi: "cost_per_reservation", from: "41.591666666667", to: "49.6" },
    ]);
  });
});
