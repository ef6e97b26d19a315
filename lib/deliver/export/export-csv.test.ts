import { expect, test } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { exportCsv } from "@/lib/deliver/export/export-csv";
import { exportJson } from "@/lib/deliver/export/export-json";
import { exportRows } from "@/lib/deliver/export/export-rows";

const [first] = exportRows(hotelJantar);
const withCampaign = (campaign: string) => {
  if (!first) throw new Error("no row");
  return exportCsv([{ ...first, campaign, value: "-12.5" }], { bom: false }).split("\r\n")[1];
};

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+48 58 555", "'+48 58 555"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-2+3", "'-2+3"],
  ["\tx", "'\tx"],
  ['Lato "2026", Sopot', '"Lato ""2026"", Sopot"'],
  ["Zażółć 🏖", "Zażółć 🏖"],
])("a campaign called %j is text in a spreadsheet, never a formula", (name, cell) => {
  expect(withCampaign(name)).toContain(`,${cell},`);
});

test("a negative amount stays a number", () => {
  expect(withCampaign("x")).toContain(",-12.5,");
});

test("Excel gets a byte order mark when it asks for one, and every line ends as RFC 4180 says", () => {
  expect(exportCsv([], { bom: true }).charCodeAt(0)).toBe(0xfeff);
  const text = exportCsv(exportRows(hotelJantar), { bom: false });
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.split("\r\n")).toHaveLength(exportRows(hotelJantar).length + 2);
});

test("a day that was not collected has its state and no value, never 0", () => {
  const report = structuredClone(hotelJantar);
  const day = report.daily[4];
  if (!day) throw new Error("no day");
  Object.assign(day, { state: "missing", figures: null });
  const rows = exportRows(report).filter(({ date }) => date === day.date);
  expect(rows.length).toBeGreaterThan(0);
  for (const { value, state } of rows) expect([value, state]).toEqual([null, "missing"]);
});

test("where the days do not add up to Meta's own total of the month, rows made of it say so in every file", () => {
  const report = {
    ...structuredClone(hotelJantar),
    ...{ state: "settled" as const, reconciled: true },
    month_total: {
      ...{ metric: "total_spend" as const, days: "18400", meta: "18432.5", difference: "32.5" },
      at: "2026-11-04T03:10:00Z",
    },
  };
  const states = new Map(
    exportRows(report)
      .filter(({ level }) => level === "month")
      .map(({ metric, state }) => [metric, state]),
  );
  expect(states.get("total_spend")).toBe("unreconciled");
  expect(states.get("reservations")).toBe(report.figures.reservations.state);
  const ofCampaigns = exportRows(report).filter(
    ({ level, metric }) => level === "campaign" && metric === "total_spend",
  );
  expect(ofCampaigns.length).toBeGreaterThan(0);
  expect(new Set(ofCampaigns.map(({ state }) => state))).toEqual(new Set(["unreconciled"]));
  expect(JSON.parse(exportJson(report, "0".repeat(64)))).toMatchObject({
    reconciled: false,
    month_total: { difference: "32.5" },
  });
});
