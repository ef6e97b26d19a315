import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/** Every state of the report as frozen bytes, opened the way a client opens them: no server of ours, only the page and its fonts. */
const root = path.resolve(import.meta.dirname, "../..");
const pages = mkdtempSync(path.join(tmpdir(), "plumbline-report-"));
execFileSync("npx", ["tsx", "tools/preview/main.ts", pages], { cwd: root, stdio: "pipe" });
const names = readdirSync(pages).map((file) => file.replace(".html", ""));

// One page is set in six sizes and audited twice.
test.describe.configure({ timeout: 180_000 });

async function open(page: Page, name: string): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    return pathname.startsWith("/fonts/")
      ? route.fulfill({ path: path.join(root, "public", pathname) })
      : route.fulfill({ path: path.join(pages, `${name}.html`), contentType: "text/html; charset=utf-8" });
  });
  await page.goto(`http://report.test/${name}`);
  await page.evaluate(() => document.fonts.ready);
  return asked;
}

/** Values that are wider than their column. */
function tooWide(page: Page): Promise<(string | null)[]> {
  return page.locator(".val > span:first-child").evaluateAll((values) =>
    values
      .filter((value) => {
        const column = value.closest(".key");
        return column && value.getBoundingClientRect().width > column.getBoundingClientRect().width;
      })
      .map((value) => value.textContent),
  );
}

test("there is a page for every state", () => {
  expect(names.length).toBeGreaterThanOrEqual(10);
});

for (const name of names) {
  test(`${name} fits every width in both themes, every table open, and paper, and is accessible`, async ({
    page,
  }) => {
    const asked = await open(page, name);
    expect(asked.filter((address) => !address.startsWith("/fonts/"))).toEqual([`/${name}`]);
    expect(await page.locator("script").count()).toBe(0);
    await page.locator("details").evaluateAll((all) => {
      for (const one of all) one.setAttribute("open", "");
    });
    for (const [width, colorScheme] of [
      [1440, "light"],
      [965, "light"],
      // A desk at 200 % zoom.
      [720, "light"],
      [768, "dark"],
      [390, "dark"],
      [320, "light"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await tooWide(page)).toEqual([]);
      if (width === 1440 || width === 390) {
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      }
    }
    // 210 mm less two margins of 14 mm, at 96 dots an inch: anything wider and Chromium shrinks every page.
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 688, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(688);
    expect(await tooWide(page)).toEqual([]);
  });
}

test("a figure's source opens by keyboard, without a script, and closes", async ({ page }) => {
  await open(page, "hotelJantar");
  const button = page.getByRole("button", { name: /^Skąd ta liczba.*Rezerwacje$/ });
  await button.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Skąd ta liczba: rezerwacje" });
  await expect(panel).toBeVisible();
  await expect(panel).toContainText("31 z 31 dni");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
});

test("with styles off it reads from top to bottom: name before value, words apart, nothing said twice", async ({
  page,
}) => {
  await open(page, "hotelJantar");
  await page.locator("style").evaluateAll((all) => {
    for (const one of all) one.remove();
  });
  // What a reader is given is the layout's text, not the markup's.
  const text = (await page.locator("main").allInnerTexts()).join().replaceAll("\u00A0", " ");
  const order = ["Październik 2026", "Wydatki", "24 186,37 zł", "Rezerwacje", "Koszt rezerwacji", "Kampanie"];
  const places = order.map((words) => text.indexOf(words));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
  // A small letter, then a capital: two texts without a blank between them.
  expect(text.match(/\p{Ll}\p{Lu}\p{Ll}+/gu)).toBeNull();
  expect(text).toContain("↓ 21% mniej niż we wrześniu");
  expect(text).not.toContain("od września");
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const words = await page
      .locator("h1, h2, .val, .cmp")
      .evaluateAll((all) =>
        all
          .map((one) => one.getBoundingClientRect())
          .every(({ left, right }) => left >= 0 && right <= window.innerWidth),
      );
    expect(words, `${width} px`).toBe(true);
  }
});

test("targets are at least 44 px high on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "hotelJantar");
  const heights = await page
    .locator(".src, summary, .app a")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(4);
  for (const height of heights) expect(height).toBeGreaterThanOrEqual(44);
});

test("all four values stand above the fold of a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "hotelJantar");
  const ends = await page
    .locator(".val")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
  expect(ends).toHaveLength(4);
  for (const end of ends) expect(end).toBeLessThanOrEqual(844);
});
