import { expect, test } from "vitest";
import { sourceRows } from "@/components/report/source-rows";
import { createReportKit } from "@/lib/publications/report-kit";
import { buildReport } from "@/lib/report/build-report";
import { at, hotelJantar, splitInTwo, withoutDays } from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";

const days = (input: ReportInput) => {
  const kit = createReportKit(buildReport(input), { documentSha256: null, locale: "en" });
  return sourceRows(kit, "total_spend")
    .find(([term]) => term === "Days")?.[1]
    .replaceAll("\u00A0", " ");
};
const october = hotelJantar();

test("a figure of a month that is over is of all its days", () => {
  expect(days(october)).toBe("31 of 31 days, 1–31 October 2026");
});

test("a figure of a month that goes on is of the days that are due, not of the whole month", () => {
  const until = october.days.filter((day) => day.date <= "2026-10-24");
  const open = {
    ...october,
    now: at("2026-10-25T09:00"),
    days: until,
    campaigns: splitInTwo(until.slice(-24)),
  };
  expect(days(open)).toBe("24 of 24 days, 1–24 October 2026");
  expect(days(withoutDays(open, 3, 4))).toBe("22 of 24 days, 1–24 October 2026");
});
