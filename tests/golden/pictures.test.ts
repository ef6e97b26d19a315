import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findPinnedChromium, launchChromium } from "@/lib/deliver/pdf/chromium";
import { openPublication } from "@/lib/deliver/pdf/open-publication";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { renderPublication } from "@/lib/publications/render-publication";
import { cases } from "@/tests/golden/cases";
import { comparePicture } from "@/tests/golden/support/compare-picture";
import { drawPdf } from "@/tests/golden/support/draw-pdf";

/**
 * Golden reports as a client sees them: with the one browser and the fonts that come from npm, so that every machine draws the same. A page
 * runs no script and knows no clock; nothing in it moves.
 */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pictured = [
  "every-section",
  "partial-in-english",
  "unreconciled-with-override",
  "corrected",
  "polish-names-quotes-and-emoji",
  "right-to-left-name",
];
const printed = ["every-section", "shop-in-dollars", "words-and-lines-of-staff", "way-to-a-reservation"];
const looks = [
  { look: "1440", width: 1440, colorScheme: "light" },
  { look: "390", width: 390, colorScheme: "light" },
  { look: "dark", width: 1440, colorScheme: "dark" },
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium(await findPinnedChromium());
});
afterAll(() => browser.close());

async function bytesOf(name: string): Promise<Buffer> {
  const report = cases[name]?.();
  if (!report) throw new Error(`There is no golden report ${name}.`);
  const { sha256: documentSha256 } = canonicalDocument(report);
  return (await renderPublication({ report, documentSha256 })).html;
}

test.each(pictured.flatMap((name) => looks.map((look) => ({ name, ...look }))))(
  "$name looks as it did: $look",
  async ({ name, look, width, colorScheme }) => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      javaScriptEnabled: false,
    });
    const page = await openPublication(context, await bytesOf(name), "screen");
    const png = await page.screenshot({ fullPage: true, animations: "disabled" });
    await context.close();
    await comparePicture(`${name}-${look}`, png);
  },
);

test.each(printed)("%s is printed as it was", async (name) => {
  const pages = await drawPdf(await printPdf(browser, await bytesOf(name)));
  expect(pages.length).toBeGreaterThan(1);
  const wrong: string[] = [];
  for (const [index, png] of pages.entries())
    await comparePicture(`${name}-page-${index + 1}`, png).catch((error: Error) => wrong.push(error.message));
  expect(wrong).toEqual([]);
});
