import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Notices } from "@/components/report/notices";
import { renderPublication } from "@/lib/publications/render-publication";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";
import { hotelJantar, unreconciledSpend, withDay } from "@/lib/report/fixtures/hotel";

const monthTotal = {
  ...{ metric: "total_impressions" as const, days: "31000", meta: "31250", difference: "250" },
  at: "2026-11-05T03:20:00Z",
};
const at = "2026-11-04T09:00:00Z";
const reason = "Meta support knows of the difference.";
const publication = {
  version: 1,
  at,
  by: "Marta Wilk",
  override: { reason, by: "Marta Wilk", at },
  changes: [],
};
const read = (report: Report, locale: "pl" | "en") =>
  renderToStaticMarkup(
    <Notices kit={createReportKit(report, { documentSha256: null, locale })} />,
  ).replaceAll("\u00A0", " ");

test.each([
  [
    "en",
    "Impressions: the days of the month add up to 31,000, Meta’s own total of the month is 31,250, 250 apart.",
  ],
  ["pl", "Wyświetlenia: suma dni miesiąca to 31 000, suma miesiąca według Meta 31 250, różnica 250."],
] as const)(
  "R11 the client reads in %s that the days do not add up, and why it was published",
  (locale, words) => {
    const text = read({ ...buildReport({ ...hotelJantar(), monthTotal }), publication }, locale);
    expect(text).toContain(words);
    expect(text.split(reason)).toHaveLength(2);
    expect(text).not.toContain("Published with an open check");
  },
);

test("the reason is printed once, under the gravest notice", () => {
  const input = { ...withDay(hotelJantar(), "2026-10-12", unreconciledSpend), monthTotal };
  const text = read({ ...buildReport(input), publication }, "en");
  expect(text.split(reason)).toHaveLength(2);
  expect(text.indexOf(reason)).toBeLessThan(text.indexOf("31,250"));
  expect(read(buildReport(hotelJantar()), "en")).toBe("");
});

test("R11 where the month's sum is another one, no line above says that it matches, and figures made of it carry the sign", async () => {
  const spend = {
    ...monthTotal,
    metric: "total_spend" as const,
    days: "1247.75",
    meta: "1260.25",
    difference: "12.5",
  };
  const page = async (report: Report) =>
    (await renderPublication({ report, documentSha256: null })).html
      .toString("utf8")
      .replaceAll("\u00A0", " ");
  const html = await page(buildReport({ ...hotelJantar(), monthTotal: spend }));
  expect(html).toContain('<span class="ok bad">31 z 31 dni, niezgodne z sumą Meta.</span>');
  expect(html).not.toMatch(/dni, zgodne z sumą Meta/);
  expect(html).toContain('data-value="1247.75"><span class="unrec">');
  expect(html).toContain('<p class="cov bad">różnica 12,50 zł wobec sumy miesiąca według Meta</p>');
  // The cost is made of that spend, the count of reservations is not.
  expect(html.match(/<p class="cov bad">liczone z niezgodnej liczby<\/p>/g)).toHaveLength(2);
  expect(html).toMatch(/data-value="30"><span class="prov">/);
  const without = await page(buildReport(hotelJantar()));
  expect(without).toContain("31 z 31 dni, zgodne z sumą Meta.");
  expect(without).not.toContain('class="unrec"');
});
