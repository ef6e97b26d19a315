import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ComparisonLine } from "@/components/report/comparison-line";
import { canyonCycles, hotelJantar } from "@/components/report/fixtures/cast";
import { textOf } from "@/components/report/fixtures/page-text";
import { createReportKit } from "@/lib/publications/report-kit";
import type { Comparison, Report, ReportMetric } from "@/lib/report/document";

const whole = { own: "90", base: "100", own_days: 31, base_days: 30 };

function markup(
  report: Report,
  metric: ReportMetric,
  comparison: Comparison,
  base: "previous" | "year_ago",
): string {
  const copy = structuredClone(report);
  copy.figures[metric].comparisons[base] = comparison;
  const kit = createReportKit(copy, { documentSha256: null });
  return renderToStaticMarkup(<ComparisonLine kit={kit} metric={metric} with={base} />);
}

function words(report: Report, metric: ReportMetric, comparison: Comparison): string {
  const html = markup(report, metric, comparison, "previous");
  // The short form for phones says the same; one of the two is ever shown.
  return textOf(html.replace(/<span class="ph".*?<\/span>.*?<\/span>/, "")).replaceAll("\u00A0", " ");
}

/** What a screen reader is given where the long form is not shown: all but what is hidden from it. */
function heardOnPhone(...of: Parameters<typeof markup>): string {
  const html = markup(...of)
    .replace(/<span class="dk".*?<\/span>/, "")
    .replace(/<(\w+)[^>]* aria-hidden="true".*?<\/\1>/g, "");
  return textOf(html).replaceAll("\u00A0", " ").trim();
}

test.each<[string, Report, ReportMetric, Comparison]>([
  [
    "↓ 10% fewer than in September, worse",
    canyonCycles,
    "reservations",
    { ...whole, kind: "percent", change: "-10", good: false },
  ],
  [
    "↓ 10% taniej niż we wrześniu, lepiej",
    hotelJantar,
    "cost_per_reservation",
    { ...whole, kind: "percent", change: "-10", good: true },
  ],
  [
    "↑ 2% więcej niż we wrześniu",
    hotelJantar,
    "total_spend",
    { ...whole, kind: "percent", change: "2.4", good: null },
  ],
  [
    "↑ under 1% more than in September, better",
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

test.each([
  [canyonCycles, "-10", "previous", "10% down from September, worse"],
  [canyonCycles, "12", "year_ago", "12% up year on year, better"],
  [hotelJantar, "-10", "previous", "10% w dół od września, gorzej"],
  [hotelJantar, "12", "year_ago", "12% w górę rok do roku, lepiej"],
] as const)(
  "on a phone and in print the short form is heard with its direction and its month (%#)",
  (report, change, base, heard) => {
    const days = { own_days: 31, base_days: base === "previous" ? 30 : 31 };
    const good = !change.startsWith("-");
    const comparison = { ...whole, ...days, kind: "percent" as const, change, good };
    expect(heardOnPhone(report, "reservations", comparison, base)).toBe(heard);
  },
);

test("incident 23 a part of a month says that it is compared with the same part", () => {
  const part = {
    ...whole,
    own_days: 10,
    base_days: 10,
    kind: "percent" as const,
    change: "-10",
    good: false,
  };
  expect(words(canyonCycles, "reservations", part)).toBe(
    "↓ 10% fewer than in September, same 10 days, worse",
  );
});

test("a better figure is never told by colour alone", () => {
  const kit = createReportKit(hotelJantar, { documentSha256: null });
  const html = renderToStaticMarkup(<ComparisonLine kit={kit} metric="reservations" with="year_ago" />);
  expect(html).toContain(`<b class="up-good">lepiej</b>`);
});
