import { expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar, withAccountDays } from "@/lib/report/fixtures/hotel";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { blockerText, reportAsText } from "@/tools/cli/report-text";

test("R11 currency changed is said in words, and spend of two currencies is no figure", () => {
  const report = buildReport(withAccountDays(hotelJantar(), { until: "2026-10-14", currency: "EUR" }));
  const text = reportAsText(report, whatBlocks(report));
  expect(text).toContain("Blocks publishing: the account's currency changed from EUR to PLN on 2026-10-15");
  expect(text).toMatch(/total_spend +— currency changed/);
  expect(text).toMatch(/reservations +30\b/);
});

test("R11 zone changed after the month is said in words too", () => {
  const input = hotelJantar();
  const report = buildReport({ ...input, account: { ...input.account, zone: "Europe/London" } });
  expect(whatBlocks(report).map(blockerText)).toEqual([
    "the account's time zone is Europe/London now, the month's newest day is in Europe/Warsaw",
  ]);
});

test("R11 a month's sum that differs is said with both totals", () => {
  const monthTotal = {
    ...{ metric: "total_spend" as const, days: "1247.75", meta: "1260.25", difference: "12.5" },
    at: "2026-11-05T03:20:00Z",
  };
  const report = buildReport({ ...hotelJantar(), monthTotal });
  expect(whatBlocks(report).map(blockerText)).toEqual([
    "the month's days add up to 1247.75 total_spend, Meta's own total of the month is 1260.25",
  ]);
  expect(reportAsText(report, [])).toMatch(/total_spend +1247\.75 +\(unreconciled\)/);
});
