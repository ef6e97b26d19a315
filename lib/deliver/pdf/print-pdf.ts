import type { Browser } from "playwright-core";
import { openPublication } from "@/lib/deliver/pdf/open-publication";

/**
 * Prints the stored bytes of a publication on A4 with 14 mm and its running footer: the page's own print styles say so.
 */
export async function printPdf(browser: Browser, html: Buffer): Promise<Buffer> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    colorScheme: "light",
    offline: false,
  });
  try {
    const page = await openPublication(context, html, "print");
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  } finally {
    await context.close();
  }
}
