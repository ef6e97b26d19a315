import { expect, test } from "vitest";
import { partWords } from "@/app/(staff)/source/part-words";
import type { StaffPage } from "@/lib/auth/staff-page";
import { createTranslate } from "@/lib/i18n/translator";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar, unreconciledSpend, withDay } from "@/lib/report/fixtures/hotel";

test.each([
  ["en", /Sep 2026 PLN 1,207\.50; Oct 2026 PLN 1,247\.75 \(does not match Meta’s total\)$/],
  ["pl", /wrz 2026 1 207,50 zł; paź 2026 1 247,75 zł \(niezgodne z sumą Meta\)$/],
] as const)("the columns of the record carry their state where they are figures, in %s", (locale, words) => {
  const report = buildReport(withDay(hotelJantar(), "2026-10-22", unreconciledSpend));
  const kit = createReportKit(report, { documentSha256: null, locale });
  const page = { t: createTranslate(locale), staff: { locale } } as StaffPage;
  const part = { kind: "months" as const, key: "", name: "" };
  expect(partWords(kit, page, "total_spend", part).replaceAll("\u00a0", " ")).toMatch(words);
});
