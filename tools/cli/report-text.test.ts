import { expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar, withAccountDays } from "@/lib/report/fixtures/hotel";
import { whatBlocks } from "@/lib/report/publishing-rules";
import { blockerText, figureText, reportAsText } from "@/tools/cli/report-text";

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

test("amounts are printed with their currency's decimals, ratios with two, counts as they are", () => {
  expect(figureText("total_spend", "24821.5", "PLN")).toBe("24821.50");
  expect(figureText("total_spend", "24821.5", "JPY")).toBe("24822");
  expect(figureText("cost_per_reservation", "113.860091743119", "PLN")).toBe("113.86");
  expect(figureText("roas", "11.225", "PLN")).toBe("11.23");
  expect(figureText("ctr", "1.3", "PLN")).toBe("1.30");
  expect(figureText("reservations", "30", "PLN")).toBe("30");
  expect(figureText("reservations", "30.5", "PLN")).toBe("30.5");
  const text = reportAsText(buildReport(hotelJantar()), []);
  expect(text).toMatch(/total_spend +\d+\.\d\d( |$)/m);
  expect(text).toMatch(/cost_per_reservation +\d+\.\d\d( |$)/m);
});
