import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import readSheets from "read-excel-file/node";
import { expect, test, vi } from "vitest";
import { canyonCycles, hotelJantar, ryokanAoi } from "@/components/report/fixtures/cast";
import { textOf } from "@/components/report/fixtures/page-text";
import { partialMonth, unreconciledMonth } from "@/components/report/fixtures/states";
import { exportCsv } from "@/lib/deliver/export/export-csv";
import { exportJson } from "@/lib/deliver/export/export-json";
import { exportMetrics, exportRows } from "@/lib/deliver/export/export-rows";
import { exportXlsx } from "@/lib/deliver/export/export-xlsx";
import { launchChromium } from "@/lib/deliver/pdf/chromium";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { publicationMail } from "@/lib/deliver/publication/publication-mail-content";
import { payloadOf } from "@/lib/deliver/publication/publication-payload";
import { createReportKit } from "@/lib/publications/report-kit";
import { type Report, reportSchema } from "@/lib/report/document";
import { keyMetricsOf } from "@/lib/report/printed-metrics";
import { disagreements, expectedFigures } from "@/tests/integration/deliver/disagreements";
import { readSurfaces, type Surfaces } from "@/tests/integration/deliver/surfaces";
import { storedForm } from "@/tests/integration/sharing/stored-report";

vi.setConfig({ testTimeout: 180_000 });

/** Text of every page, without the spaces that a layout puts in or leaves out. */
async function pdfText(bytes: Buffer): Promise<{ pages: number; text: string }> {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const parts: string[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const { items } = await (await file.getPage(number)).getTextContent();
    parts.push(items.map((item) => ("str" in item ? item.str : "")).join(""));
  }
  return { pages: file.numPages, text: bare(parts.join(" ")) };
}
const bare = (text: string) => text.replace(/[\s\u00A0\u00AD]/g, "");

test.each([
  ["a Polish hotel", hotelJantar],
  ["an American shop", canyonCycles],
  ["a Japanese inn without decimals", ryokanAoi],
  ["a month with a missing day", partialMonth],
  ["a month that does not match", unreconciledMonth],
])("incident 26: page, PDF, mail, CSV, XLSX and JSON of %s show the same figures", async (_what, made) => {
  const { html, document } = await storedForm(made);
  // Everything below starts from what is stored.
  const report: Report = reportSchema.parse(JSON.parse(document));
  const { format } = createReportKit(report, { documentSha256: null });
  const browser = await launchChromium();
  const pdf = await printPdf(browser, Buffer.from(html)).finally(() => browser.close());
  const printed = await pdfText(pdf);
  const page = bare(textOf(html));
  const mail = await publicationMail(
    payloadOf(report, { lastDay: "2027-01-31", key: "k1" }),
    report.locale,
    "https://portal.example",
    () => "T".repeat(43),
  );
  const rows = exportRows(report);
  const json = JSON.parse(exportJson(report, "0".repeat(64))) as { rows: typeof rows };
  const csv = exportCsv(rows, { bom: false });
  const sheets = await readSheets(await exportXlsx(report));

  const shown = keyMetricsOf(report).filter((metric) => report.figures[metric].value !== null);
  expect(shown.length).toBeGreaterThan(2);
  for (const metric of shown) {
    const exact = report.figures[metric].value ?? "";
    const text = bare(format.value(metric, exact));
    expect(page, `page ${metric}`).toContain(text);
    expect(printed.text, `PDF ${metric}`).toContain(text);
    const row = rows.find((candidate) => candidate.level === "month" && candidate.metric === metric);
    expect(row?.value, `CSV ${metric}`).toBe(exact);
    expect(csv).toContain(`,${metric},`);
    expect(json.rows).toContainEqual(row);
    const at = exportMetrics(report).indexOf(metric) + 1;
    expect(Number(sheets[0]?.data[at]?.[1]), `XLSX ${metric}`).toBe(Number(exact));
  }
  for (const metric of shown.slice(0, 4)) {
    const text = bare(format.value(metric, report.figures[metric].value ?? ""));
    expect(bare(textOf(mail.html)), `mail ${metric}`).toContain(text);
    expect(bare(mail.text), `mail text ${metric}`).toContain(text);
  }
  for (const surface of [page, printed.text, bare(textOf(mail.html)), bare(mail.text)])
    expect(surface).toContain(bare(report.verdict.text));
  // The campaign table too.
  for (const { figures } of report.campaigns.slice(0, 8)) {
    const spend = figures.total_spend;
    if (spend)
      for (const surface of [page, printed.text])
        expect(surface).toContain(bare(format.bare("total_spend", spend)));
  }
  // Whatever is exported has its state and when it was read.
  for (const row of rows) expect(row.observed_at).toBe(report.observed_at);
  expect(
    rows.filter(({ level, value, state }) => level === "month" && value !== null && state === null),
  ).toEqual([]);
  expect(printed.pages).toBeLessThan(6);
});

test.each([
  ["a Polish hotel", hotelJantar],
  ["a month that does not match", unreconciledMonth],
])(
  "every figure of %s is compared: each that is planted wrong, in any channel, is found",
  async (_what, made) => {
    const { html, document } = await storedForm(made);
    const report: Report = reportSchema.parse(JSON.parse(document));
    const browser = await launchChromium();
    const seen = await readSurfaces(browser, html, report).finally(() => browser.close());
    expect(disagreements(report, seen)).toEqual([]);

    const counts = {
      document: expectedFigures(report).length,
      printed: seen.printed,
      mail: seen.mailText.length,
      csv: seen.csv.length,
      json: seen.json.length,
      xlsx: seen.xlsx.flat(2).filter((cell) => typeof cell === "number").length,
    };
    expect(counts.csv).toBe(counts.document);
    expect(counts.json).toBe(counts.document);
    expect(counts.xlsx).toBe(expectedFigures(report).filter(({ value }) => value !== null).length);
    expect(counts.printed).toBeGreaterThan(150);
    expect(counts.mail).toBeGreaterThan(15);

    const missed: string[] = [];
    const plant = (channel: string, where: string, planted: Partial<Surfaces>) => {
      if (disagreements(report, { ...seen, ...planted }).length === 0) missed.push(`${channel} ${where}`);
    };
    const wrongAt = <T>(list: readonly T[], at: number, value: T): T[] =>
      list.map((one, index) => (index === at ? value : one));
    const other = (figure: string) =>
      figure.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
    for (const channel of ["page", "pdf", "laidOver", "mailHtml", "mailText", "keys"] as const)
      for (const [index, figure] of seen[channel].entries())
        if (/\d/.test(figure))
          plant(channel, figure, { [channel]: wrongAt(seen[channel], index, other(figure)) });
    for (const channel of ["keyStates", "mailStates", "mailTextStates"] as const)
      for (const [index, words] of seen[channel].entries())
        plant(channel, words, { [channel]: wrongAt(seen[channel], index, words === "" ? "x" : "") });
    const { format } = createReportKit(report, { documentSha256: null });
    const heads = new Set([
      ...report.daily.map(({ date }) => format.day(date)),
      ...report.campaigns.slice(0, 8).map(({ name }) => name),
    ]);
    let cells = 0;
    for (const [at, table] of seen.tables.entries())
      for (const [index, row] of table.entries())
        for (const column of heads.has(row[0] ?? "") ? [1, 2] : []) {
          const wrong = wrongAt(row, column, other(row[column] ?? ""));
          plant("table", row.join(), { tables: wrongAt(seen.tables, at, wrongAt(table, index, wrong)) });
          cells++;
        }
    expect(cells).toBeGreaterThanOrEqual(2 * report.daily.length);
    for (const [index, row] of seen.csv.entries())
      plant("csv", row.join(), {
        csv: wrongAt(seen.csv, index, wrongAt(row, 7, row[7] ? other(row[7]) : "0")),
      });
    for (const [index, row] of seen.csv.entries())
      if (row[1] === "month")
        plant("csv state", row.join(), { csv: wrongAt(seen.csv, index, wrongAt(row, 9, "x")) });
    for (const [index, row] of seen.json.entries()) {
      const { value } = row as { value: string | null };
      plant("json", JSON.stringify(row), {
        json: wrongAt(seen.json, index, { ...Object(row), value: value === null ? "0" : other(value) }),
      });
    }
    for (const [sheet, rows] of seen.xlsx.entries())
      for (const [index, row] of rows.entries())
        for (const [column, cell] of row.entries())
          if (typeof cell === "number")
            plant("xlsx", `${sheet} ${index} ${column}`, {
              xlsx: wrongAt(seen.xlsx, sheet, wrongAt(rows, index, wrongAt(row, column, cell + 0.01))),
            });
    expect(missed).toEqual([]);
  },
);

test("incident 30: the mail's one button leads to the shared link, and nothing in it comes from elsewhere", async () => {
  const { html, text } = await publicationMail(
    payloadOf(hotelJantar, { lastDay: "2027-01-31", key: "k1" }),
    "pl",
    "https://portal.example/",
    () => "T".repeat(43),
  );
  const address = `https://portal.example/r/${"T".repeat(43)}`;
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([address]);
  expect(text).toContain(address);
  expect(html).not.toMatch(/<img|<script|<link|src=/i);
  expect(readFileSync("app/r/[token]/[[...rest]]/route.ts", "utf8")).toContain("export async function GET");
});
