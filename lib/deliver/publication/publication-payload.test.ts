import { expect, test } from "vitest";
import { payloadOf } from "@/lib/deliver/publication/publication-payload";
import { measured } from "@/lib/kpi/fixtures/days";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar } from "@/lib/report/fixtures/hotel";
import type { ReportInput } from "@/lib/report/input";

const publication = { version: 1, at: "2026-11-04T08:12:00Z", by: "Marta Lis", changes: [] };
const record = (over: Partial<ReportInput>) =>
  payloadOf(buildReport(hotelJantar({ publication, ...over })), {
    lastDay: "2027-01-31",
    key: "k1",
  }).record.replaceAll("\u00A0", " ");

test("R11 the mail's data line never says that a month matches whose sum is not Meta's own", () => {
  expect(record({})).toContain("31 z 31 dni, zgodne z sumą Meta.");
  const monthTotal = {
    ...{ metric: "total_spend" as const, days: "1247.75", meta: "1260.25", difference: "12.5" },
    at: "2026-11-03T03:20:00Z",
  };
  expect(record({ monthTotal })).toContain("31 z 31 dni, niezgodne z sumą Meta.");
});

test("the mail's data line says that conversions may still change only where any is measured, as the page does", () => {
  expect(record({})).toContain("Konwersje z 8–31 października mogą się jeszcze zmienić");
  const mapping = { version: 0, choices: measured({}), chosenOn: {} };
  const days = hotelJantar().days.map((day) => ({
    ...day,
    figures: { ...day.figures, reservations: null, reservation_value: null },
  }));
  expect(buildReport(hotelJantar({ publication, mapping, days })).may_change).not.toBeNull();
  expect(record({ mapping, days })).toMatch(/z sumą Meta\.$/);
});
