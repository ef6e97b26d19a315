import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findPinnedChromium, launchChromium } from "@/lib/deliver/pdf/chromium";
import { openPublication } from "@/lib/deliver/pdf/open-publication";
import { canonicalDocument } from "@/lib/publications/canonical-document";
import { renderPublication } from "@/lib/publications/render-publication";
import { buildReport } from "@/lib/report/build-report";
import { hotelJantar, withoutDays } from "@/lib/report/fixtures/hotel";
import { changesPage } from "@/lib/sharing/pages/changes-page";
import { cases } from "@/tests/golden/cases";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const width = 320;
const padding = 20;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium(await findPinnedChromium());
});
afterAll(() => browser.close());

function reportOf(name: string) {
  const report = cases[name]?.();
  if (!report) throw new Error(`There is no golden report ${name}.`);
  return report;
}

async function open(html: Buffer, wide = width) {
  // No script of the page's own would run either; ours measure.
  const context = await browser.newContext({ viewport: { width: wide, height: 640 } });
  return openPublication(context, html, "screen");
}

test("a client's name of one long word makes the page no wider than a phone of 320 px", async () => {
  const healthy = hotelJantar();
  const report = buildReport({ ...healthy, client: { ...healthy.client, name: "Sanatorium".repeat(14) } });
  const page = await open((await renderPublication({ report, documentSha256: "0".repeat(64) })).html);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.context().close();
  expect(wide).toBe(width);
});

test("a screen reader hears on a phone and in print which way a figure went and since when, once", async () => {
  const html = (
    await renderPublication({ report: reportOf("healthy-in-english"), documentSha256: "0".repeat(64) })
  ).html;
  const page = await open(html, 390);
  const heard = async () => (await page.locator(".cmp").first().ariaSnapshot()).replaceAll("\u00A0", " ");
  const phone = await heard();
  await page.emulateMedia({ media: "print" });
  const paper = await heard();
  await page.context().close();
  expect(phone).toMatch(/\d+% (up|down) from September/);
  expect(phone).not.toContain("than in September");
  expect(paper).toBe(phone);
});

test.each(["healthy", "forint-without-decimals", "shop-in-dollars", "corrected"])(
  "%s at 320 px with every table open: nothing stands in the margin, and no day breaks",
  async (name) => {
    const report = reportOf(name);
    const { sha256: documentSha256 } = canonicalDocument(report);
    const page = await open((await renderPublication({ report, documentSha256 })).html);
    const found = await page.evaluate(
      ({ left, right }) => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        const outside = [...document.querySelectorAll(".page :is(p, td, th, dd, span, text)")].filter(
          (element) => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
          },
        );
        const tall = [...document.querySelectorAll(".by-day tbody th")].filter(
          (head) => head.getBoundingClientRect().height > 42,
        );
        return { outside: outside.map((element) => element.textContent), broken: tall.length };
      },
      { left: padding, right: width - padding },
    );
    await page.context().close();
    expect(found).toEqual({ outside: [], broken: 0 });
  },
);

test.each(["pl", "en"] as const)(
  "what changed, at 320 px, in %s: amounts stand apart and inside the page",
  async (locale) => {
    const page = await open(Buffer.from(changesPage({ ...reportOf("corrected"), locale })));
    const apart = await page.evaluate((right) => {
      const gaps = [...document.querySelectorAll("tr")].flatMap((row) => {
        const boxes = [...row.querySelectorAll("td")].map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return range.getBoundingClientRect();
        });
        return boxes.slice(1).flatMap((box, index) => {
          const before = boxes[index];
          return before && before.top === box.top ? [box.left - before.right] : [];
        });
      });
      return { least: Math.min(...gaps) >= 4, fits: document.documentElement.scrollWidth <= right };
    }, width);
    await page.context().close();
    expect(apart).toEqual({ least: true, fits: true });
  },
);

test.each([3, 9, 12, 17, 31].flatMap((day) => [390, 1440].map((wide) => ({ day, wide }))))(
  "the words about missing day $day stand apart from all others above the course, $wide px wide",
  async ({ day, wide }) => {
    const report = buildReport(withoutDays(hotelJantar(), day));
    const page = await open((await renderPublication({ report, documentSha256: "0".repeat(64) })).html, wide);
    const touching = await page.evaluate(() => {
      const words = [...document.querySelectorAll(".course .lab")]
        .map((label) => ({ text: label.textContent, box: label.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0);
      return words.flatMap((a, index) =>
        words.slice(index + 1).flatMap((b) => {
          const isAcross = a.box.left < b.box.right + 4 && b.box.left < a.box.right + 4;
          const isLevel = a.box.top < b.box.bottom && b.box.top < a.box.bottom;
          return isAcross && isLevel ? [`${a.text} / ${b.text}`] : [];
        }),
      );
    });
    await page.context().close();
    expect(touching).toEqual([]);
  },
);
