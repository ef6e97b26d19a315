import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ReconciliationTable } from "@/components/report/reconciliation-table";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar, splitInTwo } from "@/lib/report/fixtures/hotel";

/** The rows of the double entry that are marked, after the campaigns' spend was lowered by so much. */
function marked(lacking: string, locale: "pl" | "en"): string[] {
  const october = hotelJantar();
  const [first, second] = splitInTwo(october.days.filter((day) => day.date >= "2026-10-01"));
  if (!first || !second) throw new Error("two campaigns");
  const total_spend = first.figures.total_spend?.minus(lacking) ?? null;
  const campaigns = [{ ...first, figures: { ...first.figures, total_spend } }, second];
  const kit = createReportKit(buildReport({ ...october, campaigns }), { documentSha256: null, locale });
  const table = renderToStaticMarkup(<ReconciliationTable kit={kit} />).replaceAll("\u00A0", " ");
  return [...table.matchAll(/<td class="differs">(.*?)<\/td>/g)].map(([, cell = ""]) =>
    cell.replaceAll(/<[^>]+>/g, ""),
  );
}

test.each([
  ["en", "100.00 (does not match Meta’s total)"],
  ["pl", "100,00 (niezgodne z sumą Meta)"],
] as const)("a difference that does not match stands out from those that do, in %s", (locale, cell) => {
  expect(marked("100", locale)).toEqual([cell]);
  // Meta's rounding of rows is no mismatch.
  expect(marked("0.01", locale)).toEqual([]);
});
