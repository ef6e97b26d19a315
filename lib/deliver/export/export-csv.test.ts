import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import readSheets from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { unreconciledMonth } from "@/components/report/fixtures/states";
import { exportCsv } from "@/lib/deliver/export/export-csv";
import { exportJson } from "@/lib/deliver/export/export-json";
import { exportColumns, exportRows } from "@/lib/deliver/export/export-rows";
import { exportXlsx } from "@/lib/deliver/export/export-xlsx";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";
import { hotelJantar as hotelInput, withAccountDays, withDays } from "@/lib/report/fixtures/hotel";
import { parseCalendarDay } from "@/lib/values/calendar-day";

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
  ["\tx", '"\'\tx"'],
  ["Lato;=1+1;x", '"Lato;\'=1+1;x"'],
  ['a;"=1+1;b', `"a;'""=1+1;b"`],
  ["Lato| @SUM(A1)", "Lato|' @SUM(A1)"],
  ["＝1+1", "'＝1+1"],
  ["Lato; morze", '"Lato; morze"'],
  ["Lato, -20 %", '"Lato, -20 %"'],
  ['Lato "2026", Sopot', '"Lato ""2026"", Sopot"'],
  ["Zażółć 🏖", "Zażółć 🏖"],
])("a campaign called %j is text in a spreadsheet, never a formula", (name, cell) => {
  expect(withCampaign(name)).toContain(`,${cell},`);
});

/** Cells as a spreadsheet reads them that takes this sign between cells: a quote counts only where it begins one, and what follows it is text. */
function cellsOf(text: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      at += 1;
      while (at < text.length && !(text[at] === '"' && text[at + 1] !== '"')) {
        cell += text[at];
        at += text[at] === '"' ? 2 : 1;
      }
      at += 1;
    }
    while (at < text.length && text[at] !== separator && text[at] !== "\r" && text[at] !== "\n") {
      cell += text[at];
      at += 1;
    }
    cells.push(cell);
    at += 1;
  }
  return cells;
}

test.each([",", ";", "\t", "|"])(
  "whatever a campaign is called, no cell begins a formula where %j stands between cells",
  (separator) => {
    const parts = ["=", "+", "-", "@", "＝", "＋", "－", "＠", ";", ",", "\t", "|", '"', "'"];
    const piece = fc.constantFrom(...parts, "\r", "\n", " ", "\u00A0", "1", "SUM(A1)", "Lato");
    const name = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(name, name, (campaign, called) => {
        if (!first) throw new Error("no row");
        const rows = [{ ...first, campaign, name: called, value: "-12.5" }, first];
        for (const cell of cellsOf(exportCsv(rows, { bom: false }), separator)) {
          const isNumber = /^-?\d+(\.\d+)?$/.test(cell);
          expect(isNumber || !/^\s*[=+\-@＝＋－＠]/.test(cell), JSON.stringify(cell)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  },
);

test("a comma reader gets the very name, but for the apostrophes", () => {
  fc.assert(
    fc.property(fc.string(), (campaign) => {
      if (!first) throw new Error("no row");
      const cells = cellsOf(exportCsv([{ ...first, campaign }], { bom: false }), ",");
      const read = cells.find((_, index) => index === exportColumns.length + 1 + 4);
      expect(read?.replaceAll("'", "")).toBe(campaign.replaceAll("'", ""));
    }),
  );
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

test("the JSON says of how many of the month's days it is, what does not agree and who lifted what stood against it (R11)", () => {
  const since = parseCalendarDay("2026-10-12");
  const whole = hotelInput();
  const override = { reason: "Klient zna powód i potrzebuje liczb na spotkanie.", by: "Marta Lis" };
  const published = { version: 1, at: "2026-11-04T08:12:00Z", by: "Marta Lis", changes: [] };
  const half = buildReport({
    ...withDays(whole, (date) => date >= since),
    account: { ...whole.account, collectFrom: since },
    publication: { ...published, override: { ...override, at: published.at } },
  });
  const read = (report: Report) => JSON.parse(exportJson(report, "0".repeat(64)));
  expect(read(half)).toMatchObject({
    coverage: { days: 20, expected: 20, calendar: 31 },
    publication: { version: 1, at: published.at, override: { ...override, at: published.at } },
  });
  const moved = buildReport(
    withAccountDays(hotelInput({ publication: published }), { until: "2026-10-15", currency: "EUR" }),
  );
  expect(read(moved).account_changes).toEqual([
    { field: "currency", from: "EUR", since: "2026-10-16", to: "PLN" },
  ]);
  expect(read(moved).publication).not.toHaveProperty("override");
  expect(read({ ...half, differing_sums: ["total_spend"] }).differing_sums).toEqual(["total_spend"]);
  for (const key of ["differing_sums", "account_changes"]) expect(read(half)).not.toHaveProperty(key);
});

describe("a day's row has the state of its own metric, as the month's has", () => {
  const statesOf = (report: Report, date: string) =>
    Object.fromEntries(
      exportRows(report)
        .filter((row) => row.date === date)
        .map(({ metric, state }) => [metric, state]),
    );

  test("spend is settled 3 days after its day, conversions after 28", () => {
    // Read on 4 November: 30 and 31 October are older than 3 days, 2 November would not be.
    for (const date of ["2026-10-30", "2026-10-31"])
      expect(statesOf(hotelJantar, date)).toMatchObject({
        ...{ total_spend: "settled", reservations: "provisional" },
        ...{ cost_per_reservation: "provisional", reservation_value: "provisional" },
      });
    const settled = new Set(
      exportRows(hotelJantar)
        .filter(({ level, metric }) => level === "day" && metric === "total_spend")
        .map(({ state }) => state),
    );
    expect([...settled]).toEqual([hotelJantar.figures.total_spend.state]);
  });

  test("read on the second day of the next month, the last days' spend may still change, and no other day's", () => {
    const report = structuredClone(hotelJantar);
    report.observed_at = "2026-11-02T05:00:00Z";
    report.figures.total_spend.state = "provisional";
    expect(statesOf(report, "2026-10-30").total_spend).toBe("settled");
    expect(statesOf(report, "2026-10-31").total_spend).toBe("provisional");
  });

  test("a day that differs says so of the figures that differ, and of what is made of them", () => {
    expect(statesOf(unreconciledMonth, "2026-10-22")).toMatchObject({
      ...{ total_spend: "unreconciled", cost_per_reservation: "unreconciled" },
      ...{ reservations: "provisional", reservation_value: "provisional" },
    });
    expect(statesOf(unreconciledMonth, "2026-10-21").total_spend).toBe("settled");
  });

  test("conversions of days before the first that may still change are settled", () => {
    expect(hotelJantar.may_change?.since).toBe("2026-10-08");
    expect(statesOf(hotelJantar, "2026-10-07").reservations).toBe("settled");
    expect(statesOf(hotelJantar, "2026-10-08").reservations).toBe("provisional");
  });

  test("a metric that the day does not have says why, never that it is settled", () => {
    const report = structuredClone(hotelJantar);
    const day = report.daily[4];
    if (!day?.figures) throw new Error("no day");
    Object.assign(day.figures, { reservations: "0", cost_per_reservation: null, reservation_value: null });
    expect(statesOf(report, day.date)).toMatchObject({
      cost_per_reservation: "no_denominator",
      reservation_value: "not_measured",
    });
  });
});

test("a workbook is read by people: a state column for each figure, in the client's words", async () => {
  const [figures, days, campaigns] = (await readSheets(await exportXlsx(unreconciledMonth))).map(
    ({ data }) => data,
  );
  expect(figures?.slice(1).map((row) => [row[0], row[3]])).toEqual([
    ["Wydatki", "niezgodne z sumą Meta"],
    ["Rezerwacje", "wstępne"],
    ["Koszt rezerwacji", "niezgodne z sumą Meta"],
    ["Wartość rezerwacji", "wstępne"],
  ]);
  const heads = ["Stan: Wydatki", "Stan: Rezerwacje", "Stan: Koszt rezerwacji", "Stan: Wartość rezerwacji"];
  expect(days?.[0]?.slice(5, 9)).toEqual(heads);
  expect(days?.[22]?.slice(5, 9)).toEqual([
    ...["niezgodne z sumą Meta", "wstępne", "niezgodne z sumą Meta", "wstępne"],
  ]);
  expect(days?.[1]?.slice(5, 9)).toEqual(["ostateczne", "ostateczne", "ostateczne", "ostateczne"]);
  expect(campaigns?.[0]?.slice(6, 10)).toEqual(heads);
  expect(campaigns?.[1]?.slice(6, 10)).toEqual(days?.[22]?.slice(5, 9));
});

test("the amounts of a day that was in another currency are in that one in every file, and no head says otherwise", async () => {
  const report = buildReport(withAccountDays(hotelInput(), { until: "2026-10-15", currency: "EUR" }));
  const wanted = report.daily.map(({ date, figures }) => [
    ...[date, date <= "2026-10-15" ? "EUR" : "PLN", Number(figures?.total_spend)],
  ]);
  expect(wanted).toHaveLength(31);
  const spendOf = (rows: readonly Record<string, unknown>[]) =>
    rows
      .filter(({ level, metric }) => level === "day" && metric === "total_spend")
      .map(({ date, currency, value }) => [date, currency, Number(value)]);
  expect(spendOf(JSON.parse(exportJson(report, "0".repeat(64))).rows)).toEqual(wanted);
  const [columns = [], ...lines] = exportCsv(exportRows(report), { bom: false })
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  const csv = lines.map((line) => Object.fromEntries(columns.map((column, at) => [column, line[at]])));
  expect(spendOf(csv)).toEqual(wanted);

  const [, days] = (await readSheets(await exportXlsx(report))).map(({ data }) => data);
  const [head = [], ...rows] = days ?? [];
  expect(head.slice(0, 3)).toEqual(["Data", "Waluta", "Wydatki"]);
  expect(head.join()).not.toContain("PLN");
  const dateOf = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell);
  expect(rows.map(([date, currency, spend]) => [dateOf(date), currency, spend])).toEqual(wanted);
  // States stay under their own heads.
  expect(rows[0]?.[head.indexOf("Stan: Wydatki")]).toBe("ostateczne");
});

/** A file of a ZIP archive as text, found by the archive's own list of them. */
function unzipped(archive: Buffer, path: string): string {
  let at = archive.readUInt32LE(archive.lastIndexOf("PK\x05\x06") + 16);
  for (;;) {
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const end = at + 46 + (name ?? 0);
    if (archive.toString("utf8", at + 46, end) === path) break;
    at = end + (extra ?? 0) + (comment ?? 0);
  }
  const file = archive.readUInt32LE(at + 42);
  const start = file + 30 + archive.readUInt16LE(file + 26) + archive.readUInt16LE(file + 28);
  const bytes = archive.subarray(start, start + archive.readUInt32LE(at + 20));
  return (archive.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString("utf8");
}

/** The format of a sheet's cell, such as `#,##0.00`. */
function formatIn(workbook: Buffer, sheet: number, cell: string): string | undefined {
  const styles = unzipped(workbook, "xl/styles.xml");
  const formats = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]+)"/g)].map(([, id, code]) => [id, code]),
  );
  const used = [...styles.matchAll(/<xf ([^>]*)>/g)].map(([, of]) => of?.match(/numFmtId="(\d+)"/)?.[1]);
  const drawn = unzipped(workbook, `xl/worksheets/sheet${sheet}.xml`);
  const style = drawn.match(new RegExp(`<c r="${cell}" s="(\\d+)"`))?.[1];
  return formats.get(used[Number(style)]);
}

test.each([
  ["JPY", "#,##0"],
  ["HUF", "#,##0"],
  ["PLN", "#,##0.00"],
])("amounts in %s have as many decimals in a workbook as on the page", async (currency, format) => {
  const input = hotelInput();
  const days = input.days.map((day) => ({ ...day, currency }));
  const report = buildReport({ ...input, days, account: { ...input.account, currency } });
  const workbook = await exportXlsx(report);
  // Spend and the cost of a reservation: of the month, of its second day and of its first campaign.
  for (const [sheet, cells] of [
    ["B2", "B4"],
    ["B3", "D3"],
    ["C2", "E2"],
  ].entries())
    for (const cell of cells) expect(formatIn(workbook, sheet + 1, cell), `${sheet} ${cell}`).toBe(format);
  // How many times the spend came back is no amount.
  expect(formatIn(workbook, 1, "B6")).toBe("#,##0.00");
  expect(formatIn(workbook, 1, "B3")).toBe("#,##0");
});

test("where all days are in the report's currency the heads name it, and no column repeats it", async () => {
  const [, days] = (await readSheets(await exportXlsx(hotelJantar))).map(({ data }) => data);
  expect(days?.[0]?.slice(0, 2)).toEqual(["Data", "Wydatki (PLN)"]);
});
