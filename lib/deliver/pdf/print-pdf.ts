import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright-core";

const origin = "http://publication.invalid";
const fontPath = /^\/fonts\/([\w-]+\.woff2)$/;

/**
 * Prints the stored bytes of a publication, and nothing else, on A4 with 14 mm and its running footer: the page's own print styles say so.
 * Its fonts come from this release's files; every other address is refused, and no script runs.
 */
export async function printPdf(browser: Browser, html: Buffer): Promise<Buffer> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    colorScheme: "light",
    offline: false,
  });
  try {
    const page = await context.newPage();
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
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  } finally {
    await context.close();
  }
}
