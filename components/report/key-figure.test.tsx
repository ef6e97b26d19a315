import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ComparisonLine } from "@/components/report/comparison-line";
import { textOf } from "@/components/report/fixtures/page-text";
import { KeyFigures } from "@/components/report/key-figures";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import type { Report, ReportMetric } from "@/lib/report/document";
import {
  hotelJantar,
  splitInTwo,
  unreconciledSpend,
  withDay,
  withoutDays,
} from "@/lib/report/fixtures/hotel";
import { parseCalendarMonth } from "@/lib/values/calendar-month";
import { parseDecimal } from "@/lib/values/decimal";

const october = hotelJantar();

/** Every day agrees, and the month's campaigns lack 100 of the account's spend. */
function sumsApart(): Report {
  const [first, second] = splitInTwo(october.days.filter((day) => day.date >= "2026-10-01"));
  if (!first || !second) throw new Error("two campaigns");
  const short = { ...first, figures: { ...first.figures, total_spend: parseDecimal("211.9375") } };
  return buildReport({ ...october, campaigns: [short, second] });
}

/** The thirteen months of a key figure: the classes of its columns, what they are called, and the line below all of them. */
function recordOf(report: Report, locale: "pl" | "en", metric: ReportMetric) {
  const kit = createReportKit(report, { documentSha256: null, locale });
  const page = renderToStaticMarkup(<KeyFigures kit={kit} />).replaceAll("\u00A0", " ");
  const at = kit.view.keyMetrics.indexOf(metric);
  const svg = [...page.matchAll(/<svg role="img".*?<\/svg>/gs)][at]?.[0] ?? "";
  return {
    columns: [...svg.matchAll(/<rect class="([^"]*)"/g)].map(([, name]) => name),
    label: /aria-label="([^"]*)"/.exec(svg)?.[1] ?? "",
    note: /<p class="note">(.*?)<\/p>/s.exec(page)?.[1] ?? "",
  };
}

/** What a key figure says of both comparisons, as somebody hears it. */
function comparedOf(report: Report, locale: "pl" | "en", metric: ReportMetric): string[] {
  const kit = createReportKit(report, { documentSha256: null, locale });
  return (["previous", "year_ago"] as const).map((base) => {
    const html = renderToStaticMarkup(<ComparisonLine kit={kit} metric={metric} with={base} />);
    return textOf(html.replace(/<span class="ph".*?<\/span>.*?<\/span>/, "")).replaceAll("\u00A0", " ");
  });
}

describe("a month of the record is never drawn as if it were right", () => {
  const monthTotal = {
    ...{ metric: "total_spend" as const, days: "1247.75", meta: "1260.25", difference: "12.5" },
    at: "2026-11-05T03:20:00Z",
  };

  test.each([
    ["a day of it differs", buildReport(withDay(october, "2026-10-22", unreconciledSpend))],
    ["its campaigns do not add up to the account", sumsApart()],
    ["its days do not add up to Meta's own total", buildReport({ ...october, monthTotal })],
  ])("where %s its own column is the sign of it, in words too, in both languages", (_where, report) => {
    for (const metric of ["total_spend", "cost_per_reservation"] as const) {
      const { columns, label, note } = recordOf(report, "en", metric);
      expect(columns.at(-1)).toBe("n differs");
      expect(columns.slice(0, -1).join()).not.toContain("differs");
      expect(label).toMatch(/; does not match Meta’s total: October 2026$/);
      expect(note).toContain("months that do not match Meta’s total.");
    }
    const { label, note } = recordOf(report, "pl", "total_spend");
    expect(label).toMatch(/; niezgodne z sumą Meta: październik 2026$/);
    expect(note).toContain("miesiące niezgodne z sumą Meta.");
    // What is not made of the spend stands as it is.
    expect(recordOf(report, "en", "reservations")).toMatchObject({ columns: expect.arrayContaining(["n"]) });
  });

  test("an open finding about another month counts for that month's column, its words and what is compared with it", () => {
    const differingMonths = [
      { month: parseCalendarMonth("2026-09"), metric: "total_spend" as const },
      { month: parseCalendarMonth("2026-03"), metric: "total_impressions" as const },
    ];
    const report = buildReport({ ...october, differingMonths });
    const outlined = (metric: ReportMetric) =>
      recordOf(report, "en", metric).columns.flatMap((name, index) =>
        name?.includes("differs") ? index : [],
      );
    expect(outlined("total_spend")).toEqual([11]);
    expect(outlined("cost_per_reservation")).toEqual([11]);
    expect(outlined("reservations")).toEqual([]);
    const { columns, label, note } = recordOf(report, "en", "total_spend");
    expect(columns.at(-1)).toBe("n");
    expect(label).toMatch(/; does not match Meta’s total: September 2026$/);
    expect(note).toContain("months that do not match Meta’s total.");
    expect(report.figures.total_impressions.sparkline?.[5]?.state).toBe("unreconciled");
    // Compared with September all the same, and said of it: the month a year ago is in order.
    expect(comparedOf(report, "en", "total_spend")).toEqual([
      expect.stringMatching(/than in September; September 2026 does not match Meta’s total$/),
      expect.not.stringContaining("does not match"),
    ]);
    expect(comparedOf(report, "pl", "cost_per_reservation")[0]).toMatch(
      /niż we wrześniu, gorzej; wrzesień 2026 niezgodny z sumą Meta$/,
    );
    expect(comparedOf(report, "en", "reservations").join()).not.toContain("does not match");
  });

  test("a month a year ago of which a day differs is said to differ where it is compared with", () => {
    const report = buildReport(withDay(october, "2025-10-22", unreconciledSpend));
    expect(comparedOf(report, "pl", "total_spend")).toEqual([
      expect.not.stringContaining("niezgodny"),
      expect.stringMatching(/; październik 2025 niezgodny z sumą Meta$/),
    ]);
  });

  test("a month that lacks days has another outline than one that differs, and its own words", () => {
    const report = buildReport(withoutDays(october, 17));
    const { columns, label, note } = recordOf(report, "en", "total_spend");
    expect(columns.at(-1)).toBe("n part");
    expect(label).toMatch(/; partial: October 2026$/);
    expect(note).toContain("months that are not complete.");
    expect(note).not.toContain("Meta’s total");
  });

  test("a record of whole months needs no such words", () => {
    const { columns, label, note } = recordOf(buildReport(october), "pl", "total_spend");
    expect(columns.at(-1)).toBe("n");
    expect(label).toMatch(/^Wydatki: 13 miesięcy, październik 2025 – październik 2026$/);
    expect(note).not.toContain("Słupki");
  });
});
