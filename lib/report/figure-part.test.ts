import { expect, test } from "vitest";
import { buildReport } from "@/lib/report/build-report";
import { figurePart, partValue } from "@/lib/report/figure-part";
import { hotelJantar } from "@/lib/report/fixtures/hotel";

const report = buildReport(hotelJantar());
const value = (part: string, metric: "total_spend" | "reservations" = "total_spend") => {
  const known = figurePart(part);
  return known && partValue(report, metric, known).value;
};

test("a campaign's and a day's part are the document's own values", () => {
  const [campaign] = report.campaigns;
  expect(campaign).toBeDefined();
  expect(value(`campaign:${campaign?.id}`)).toBe(campaign?.figures.total_spend);
  const day = report.daily.find(({ figures }) => figures !== null);
  expect(value(`day:${day?.date}`, "reservations")).toBe(day?.figures?.reservations);
});

test("what the document does not hold has no value, and a text that is no part is none", () => {
  expect(value("campaign:nobody")).toBeUndefined();
  expect(value("day:2020-01-01")).toBeUndefined();
  expect(value("driver:cpm")).toBeUndefined();
  expect(value("compared:previous")).toBeUndefined();
  expect(value("months:")).toBeUndefined();
  expect(figurePart("anything")).toBeNull();
});
