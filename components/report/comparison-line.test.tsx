import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ComparisonLine } from "@/components/report/comparison-line";
import { canyonCycles, hotelJantar } from "@/components/report/fixtures/cast";
import { textOf } from "@/components/report/fixtures/page-text";
import { createReportKit } from "@/lib/publications/report-kit";
import type { Comparison, Report, ReportMetric } from "@/lib/report/document";

const whole = { own: "90", base: "100", own_days: 31, base_days: 30 };

function words(report: Report, metric: ReportMetric, comparison: Comparison): string {
  const copy = structuredClone(report);
  copy.figures[metric].comparisons.previous = comparison;
  const kit = createReportKit(copy, { documentSha256: null });
  const html = renderToStaticMarkup(<ComparisonLine kit={kit} metric={metric} with="previous" />);
  // The short form for phones says the same; one of the two is ever shown.
  return textOf(html.replace(/<span class="ph".*?<\/span>/, "")).replaceAll("\u00A0", " ");
}

test.each<[string, Report, ReportMetric, Comparison]>([
  [
    "↓10% fewer than in September, worse",
    canyonCycles,
    "reservations",
    { ...whole, kind: "percent", change: "-10", good: false },
  ],
  [
    "↓10% taniej niż we wrześniu, lepiej",
    hotelJantar,
    "cost_per_reservation",
    { ...whole, kind: "percent", change: "-10", good: true },
  ],
  [
    "↑2% więcej niż we wrześniu",
    hotelJantar,
    "total_spend",
    { ...whole, kind: "percent", change: "2.4", good: null },
  ],
  [
    "↑under 1% more than in September, better",
    canyonCycles,
    "reservations",
    { ...whole, kind: "percent", change: "0.3", good: true },
  ],
  [
    "the same as in September",
    canyonCycles,
    "reservations",
    { ...whole, kind: "percent", change: "0", good: null },
  ],
  [
    "from 0 in September to 14",
    canyonCycles,
    "reservations",
    { ...whole, own: "14", base: "0", kind: "from_zero", change: null, good: null },
  ],
  [
    "Nie porównujemy: wrzesień 2026 nie został pobrany",
    hotelJantar,
    "reservations",
    {
      ...whole,
      own: null,
      base: null,
      kind: "not_comparable",
      change: null,
      good: null,
      reason: "base_not_collected",
    },
  ],
])("%s", (expected, report, metric, comparison) => {
  expect(words(report, metric, comparison)).toBe(expected);
});

test("incident 23 a part of a month says that it is compared with the same part", () => {
  const part = {
    ...whole,
    own_days: 10,
    base_days: 10,
    kind: "percent" as const,
    change: "-10",
    good: false,
  };
  expect(words(canyonCycles, "reservations", part)).toBe("↓10% fewer than in September, same 10 days, worse");
});

test("a better figure is never told by colour alone", () => {
  const kit = createReportKit(hotelJantar, { documentSha256: null });
  const html = renderToStaticMarkup(<ComparisonLine kit={kit} metric="reservations" with="year_ago" />);
  expect(html).toContain(`<b class="up-good">lepiej</b>`);
});
