import { readFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";

const origin = "http://publication.invalid";
const fontPath = /^\/fonts\/([\w-]+\.woff2)$/;

/**
 * Opens the stored bytes of a publication, and nothing else: its fonts come from this release's files, every other address is refused. The
 * context decides on width, colours and that no script runs. It is opened as print, which waits for its fonts, and stays so for `print`; a
 * screen, which leaves out a font that comes late, finds them there.
 */
export async function openPublication(
  context: BrowserContext,
  html: Buffer,
  media: "print" | "screen",
): Promise<Page> {
  const page = await context.newPage();
  await page.emulateMedia({ media: "print" });
  await page.route("**/*", async (route) => {
    const { pathname, origin: asked } = new URL(route.request().url());
    const font = asked === origin ? fontPath.exec(pathname)?.[1] : undefined;
    if (asked === origin && pathname === "/")
      return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
    if (font)
      return route.fulfill({
        body: await readFile(path.resolve("public/fonts", font)),
        contentType: "font/woff2",
      });
    return route.abort();
  });
  await page.goto(`${origin}/`, { waitUntil: "networkidle" });
  await fontsReady(page);
  if (media === "screen") {
    await page.emulateMedia({ media });
    await fontsReady(page);
  }
  return page;
}

async function fontsReady(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
