import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { PartialNotice } from "@/components/report/partial-notice";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar, withoutDays } from "@/lib/report/fixtures/hotel";

type Reason = "failed" | "missing" | "late";
function read(locale: "pl" | "en", reasons: readonly Reason[]): string {
  const built = buildReport(withoutDays(hotelJantar(), 17));
  const missing = reasons.map((reason, index) => ({ date: `2026-10-${17 + 2 * index}`, reason }));
  const report = { ...built, coverage: { ...built.coverage, missing } };
  const kit = createReportKit(report, { documentSha256: null, locale });
  return renderToStaticMarkup(<PartialNotice kit={kit} />).replaceAll("\u00A0", " ");
}

test("a day that Meta refuses will not mend itself, so nothing of the kind is promised", () => {
  const text = read("pl", ["failed"]);
  expect(text).toContain("Meta nie podała pełnych danych za 17 października. Sprawdzamy, dlaczego.");
  expect(text).not.toMatch(/automatycznie|korekt/);
  const english = read("en", ["failed"]);
  expect(english).toContain("Meta gave no complete answer for 17 October. We are looking into why.");
  expect(english).not.toMatch(/automatic|correction/);
});

test.each(["missing", "late"] as const)("a %s day is fetched without anybody's help", (reason) => {
  expect(read("pl", [reason])).toContain("Pobierzemy je automatycznie.");
  expect(read("en", [reason])).toContain("fetched automatically.");
});

test("of several causes each has its own next step, and no correction is promised", () => {
  const text = read("pl", ["failed", "missing", "late"]);
  expect(text.match(/Sprawdzamy, dlaczego\./g)).toHaveLength(1);
  expect(text.match(/Pobierzemy je automatycznie\./g)).toHaveLength(1);
  expect(text.indexOf("Sprawdzamy")).toBeLessThan(text.indexOf("19 października"));
  expect(text).not.toContain("korekt");
});
