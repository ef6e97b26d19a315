import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Browser } from "playwright-core";
import readSheets from "read-excel-file/node";
import { textOf } from "@/components/report/fixtures/page-text";
import { exportCsv } from "@/lib/deliver/export/export-csv";
import { exportJson } from "@/lib/deliver/export/export-json";
import { exportRows } from "@/lib/deliver/export/export-rows";
import { exportXlsx } from "@/lib/deliver/export/export-xlsx";
import { openPublication } from "@/lib/deliver/pdf/open-publication";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { publicationMail } from "@/lib/deliver/publication/publication-mail-content";
import { payloadOf } from "@/lib/deliver/publication/publication-payload";
import type { Report } from "@/lib/report/document";

/** What a reader is given of one publication, as plain data, channel by channel. */
export interface Surfaces {
  /** Every character of every figure on the page as it prints, in the order of its text: a PDF knows no words, only where characters stand. */
  readonly page: readonly string[];
  /** The same of the printed file, without its running footer. */
  readonly pdf: readonly string[];
  /** Characters of texts that are laid over the page, such as the ticks of an axis: a printer draws them after everything else of their sheet. */
  readonly laidOver: readonly string[];
  /** How many figures the printed page holds. */
  readonly printed: number;
  /** Cells of the page's tables, closed ones too: table, row, cell. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** The values of the key figures. */
  readonly keys: readonly string[];
  /** What stands beside each key figure: the words of its state, hidden ones too, and what does not match. */
  readonly keyStates: readonly string[];
  /** The same in both forms of the mail, for the figures that it shows. */
  readonly mailStates: readonly string[];
  readonly mailTextStates: readonly string[];
  readonly mailHtml: readonly string[];
  readonly mailText: readonly string[];
  readonly csv: readonly (readonly string[])[];
  readonly json: readonly unknown[];
  readonly xlsx: readonly (readonly (readonly unknown[])[])[];
}

/** Figures of a text in their order: digits with what belongs to them; spaces and soft hyphens that a layout sets say nothing. */
export function figuresOf(text: string): string[] {
  const bare = text.replace(/(\d)[\s\u00A0\u202F]+(?=\d{3}(?!\d))/g, "$1").replace(/\u00AD/g, "");
  return bare.match(/[−-]?\d+(?:[.,:]\d+)*%?/g) ?? [];
}

/** A mail's HTML as a reader sees it: without head, conditional comments and the preview that lists of mails show. */
function visibleMail(html: string): string {
  return html
    .replace(/<head>.*<\/head>/s, " ")
    .replace(/<!--.*?-->/gs, " ")
    .replace(
      /<div style="display:none[^>]*>.*?<\/div>\s*<\/div>|<div style="display:none[^>]*>.*?<\/div>/s,
      " ",
    )
    .replace(/<(\/p|\/td|\/h1|\/a|br)[^>]*>/g, " $& ");
}

/** The characters that figures are made of, one by one. */
function charactersOf(text: string): string[] {
  return text.replace(/\s/g, "").match(/[\d.,:%−+]/g) ?? [];
}

/** Text of every page of a PDF, without the running footer in the margin. */
async function pdfText(bytes: Buffer): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const file = await loading.promise;
  const texts: string[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const { items } = await (await file.getPage(number)).getTextContent();
    for (const item of items) {
      if (!("str" in item) || item.transform[5] < marginPoints) continue;
      texts.push(item.str);
    }
  }
  await loading.destroy();
  return texts.join("");
}

/** 14 mm in points. */
const marginPoints = (14 / 25.4) * 72;

/** RFC 4180, as a spreadsheet reads it; the head is left out. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    if (rows.length === 0) rows.push([]);
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(1, -1);
}

/** Reads all channels of a stored publication. */
export async function readSurfaces(browser: Browser, html: string, report: Report): Promise<Surfaces> {
  const bytes = Buffer.from(html);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await openPublication(context, bytes, "screen");
  const cellsOf = (all: Element[]) =>
    all.map((table) =>
      [...table.querySelectorAll("tr")].map((row) =>
        [...row.children].map((cell) => (cell.textContent ?? "").trim()),
      ),
    );
  const tables = await page.locator("table").evaluateAll(cellsOf);
  const keys = await page.locator(".keys .val > span:first-child").allTextContents();
  const keyStates = await page.locator(".keys .key").evaluateAll((all) =>
    all.map((key) =>
      [...key.querySelectorAll(".val .vh, .cov, .val.na ~ .cmp:not(:empty)")]
        .map((words) => (words.textContent ?? "").trim().replace(/^\((.*)\)$/, "$1"))
        .filter((words) => words !== "")
        .join("; "),
    ),
  );
  await page.emulateMedia({ media: "print" });
  const { parts: printedText, overlays } = await page.locator("body").evaluate((body) => {
    const parts: string[] = [];
    const over = new Map<Element, string>();
    const layer = (element: Element | null): Element | null =>
      element === null || getComputedStyle(element).position === "absolute"
        ? element
        : layer(element.parentElement);
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.getClientRects().length === 0 || parent.closest("style") !== null) continue;
      const above = layer(parent);
      if (above === null) parts.push(node.textContent ?? "");
      else over.set(above, `${over.get(above) ?? ""} ${node.textContent}`);
    }
    return { parts, overlays: [...over.values()] };
  });
  await context.close();
  const pdf = await printPdf(browser, bytes);
  const mail = await publicationMail(
    payloadOf(report, { lastDay: "2027-01-31", key: "k1" }),
    report.locale,
    "https://portal.example",
    () => "T".repeat(43),
  );
  const rows = exportRows(report);
  const json = JSON.parse(exportJson(report, "0".repeat(64))) as { rows: unknown[] };
  const sheets = await readSheets(await exportXlsx(report));
  return {
    page: charactersOf(printedText.join("")),
    laidOver: overlays.map((text) => charactersOf(text).join("")).filter((text) => text !== ""),
    pdf: charactersOf(await pdfText(pdf)),
    printed: [...printedText, ...overlays].flatMap(figuresOf).length,
    tables,
    keys,
    keyStates,
    mailStates: [...mail.html.matchAll(/class="i v"[^>]*>.*?<\/p>(?:<p[^>]*>\((.*?)\)<\/p>)?/gs)].map(
      ([, words]) => textOf((words ?? "").replace(/<!--.*?-->/gs, "")),
    ),
    mailTextStates: [...mail.text.matchAll(/^[^\n:]+: [^\n(]*?(?: \(([^\n]*)\))?\n {2}/gm)].map(
      ([, words]) => words ?? "",
    ),
    mailHtml: figuresOf(textOf(visibleMail(mail.html))),
    mailText: figuresOf(mail.text.replace(/https:\S+/g, "")),
    csv: readCsv(exportCsv(rows, { bom: false })),
    json: json.rows,
    xlsx: sheets.map(({ data }) => data),
  };
}
