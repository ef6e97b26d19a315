import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findPinnedChromium, launchChromium } from "@/lib/deliver/pdf/chromium";
import { openPublication } from "@/lib/deliver/pdf/open-publication";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { renderPublication } from "@/lib/publications/render-publication";
import { cases } from "@/tests/golden/cases";

/** What screens.md §1 says of paper, read from the printed files by pdf.js: A4, 14 mm, running footer, no split section, repeated heads. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pointsOfMm = 72 / 25.4;
const margin = 14 * pointsOfMm;
const bare = (text: string) => text.replace(/[\s\u00AD]/g, "");

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium(await findPinnedChromium());
});
afterAll(() => browser.close());

interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** Text of the page itself and of its bottom margin, without spaces. */
  readonly text: string;
  readonly footer: string;
  /** Left, right, lowest and highest edge of its text, in points; the footer left out. */
  readonly edges: readonly [number, number, number, number];
}

async function readPdf(bytes: Buffer): Promise<PdfPage[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const file = await loading.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const items = (await page.getTextContent()).items.flatMap((item) =>
      "str" in item && item.str.trim() !== ""
        ? [
            {
              str: item.str,
              x: item.transform[4] as number,
              y: item.transform[5] as number,
              width: item.width,
            },
          ]
        : [],
    );
    const own = items.filter(({ y }) => y >= margin);
    pages.push({
      ...{ width, height },
      text: bare(own.map(({ str }) => str).join("")),
      footer: items
        .filter(({ y }) => y < margin)
        .map(({ str }) => str)
        .join(" "),
      edges: [
        Math.min(...own.map(({ x }) => x)),
        Math.max(...own.map(({ x, width: wide }) => x + wide)),
        Math.min(...own.map(({ y }) => y)),
        Math.max(...own.map(({ y }) => y)),
      ],
    });
  }
  await loading.destroy();
  return pages;
}

async function published(name: string) {
  const report = cases[name]?.();
  if (!report) throw new Error(`There is no golden report ${name}.`);
  const { sha256 } = canonicalDocument(report);
  const { html } = await renderPublication({ report, documentSha256: sha256 });
  return { report, html, sha256 };
}

/** The text of every section that must stay whole, as it prints, without what is laid over it. */
async function wholeSections(html: Buffer): Promise<string[]> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await openPublication(context, html, "print");
  await page.emulateMedia({ media: "print" });
  const texts = await page.locator(".sec, .key, .camp tr, .app > div").evaluateAll((all) =>
    all.map((one) => {
      const parts: string[] = [];
      const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
      const isOver = (element: Element | null): boolean =>
        element !== null &&
        (getComputedStyle(element).position === "absolute" || isOver(element.parentElement));
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (
          node.parentElement &&
          node.parentElement.getClientRects().length > 0 &&
          !isOver(node.parentElement)
        )
          parts.push(node.textContent ?? "");
      return parts.join("");
    }),
  );
  await context.close();
  return texts.map(bare).filter((text) => text !== "");
}

describe.each(["every-section", "four-hundred-campaigns", "words-and-lines-of-staff", "corrected"])(
  "%s on paper",
  (name) => {
    test("is A4 with 14 mm, with page, version and hash below, and splits no section, card or row", async () => {
      const { report, html, sha256 } = await published(name);
      const pages = await readPdf(await printPdf(browser, html));
      expect(pages.length).toBeGreaterThan(1);
      for (const [index, page] of pages.entries()) {
        expect(page.width).toBeCloseTo(210 * pointsOfMm, 0);
        expect(page.height).toBeCloseTo(297 * pointsOfMm, 0);
        const [left, right, low, high] = page.edges;
        expect(left).toBeGreaterThanOrEqual(margin - 0.5);
        expect(right).toBeLessThanOrEqual(page.width - margin + 0.5);
        expect(low).toBeGreaterThanOrEqual(margin);
        expect(high).toBeLessThanOrEqual(page.height - margin);
        expect(page.footer).toContain(report.client.name);
        expect(page.footer).toMatch(new RegExp(`(wersja|version) ${report.publication?.version}\\b`));
        expect(page.footer).toContain(sha256.slice(0, 16));
        expect(page.footer).toMatch(new RegExp(`(^| )${index + 1} (z|of) ${pages.length}( |$)`));
      }
      const sections = await wholeSections(html);
      expect(sections.length).toBeGreaterThan(20);
      const split = sections.filter((text) => !pages.some((page) => page.text.includes(text)));
      expect(split).toEqual([]);
    });
  },
);

test("a table that is longer than a page has its head on each of them, and splits no row", async () => {
  const { html } = await published("every-section");
  const text = html.toString();
  const table = /<table class="camp".*?<\/table>/s.exec(text)?.[0] ?? "";
  const [row = ""] = /<tbody><tr>.*?<\/tr>/s.exec(table) ?? [];
  const rows = Array.from({ length: 150 }, (_, index) =>
    row.replace("<tbody>", "").replace(/<bdi>.*?<\/bdi>/, `<bdi>Kampania numer ${index + 1}.</bdi>`),
  );
  const long = text.replace(table, table.replace("<tbody>", `<tbody>${rows.join("")}`));
  const pages = await readPdf(await printPdf(browser, Buffer.from(long)));
  const withRows = pages.filter((page) => page.text.includes("Kampanianumer"));
  expect(withRows.length).toBeGreaterThan(2);
  for (const page of withRows) expect(page.text).toContain("KampaniaWydatkiRezerwacjeKosztrezerwacji");
  for (let number = 1; number <= 150; number++)
    expect(pages.filter((page) => new RegExp(`Kampanianumer${number}\\.\\d+`).test(page.text)).length).toBe(
      1,
    );
});

test("the same publication printed twice is the same file but for the time of printing", async () => {
  const { html } = await published("shop-in-dollars");
  const timeless = (pdf: Buffer) =>
    pdf.toString("latin1").replace(/\/(CreationDate|ModDate) \(D:[^)]*\)/g, "");
  const [once, again] = [await printPdf(browser, html), await printPdf(browser, html)];
  expect(timeless(again)).toBe(timeless(once));
});
