import type { Browser } from "playwright-core";
import { launchChromium } from "@/lib/deliver/pdf/chromium";
import { median, type Ratio } from "@/tools/bench/ratio";

const rounds = 15;
/** A phone of the middle range on a slow mobile network (Lighthouse's "slow 4G" and its slowdown). */
const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };
const slowdown = 4;

/**
 * P10: when the largest thing of the first view is painted on a phone, the shared report against the same bytes as a static file. Each view
 * begins with an empty cache.
 */
export async function compareFirstViews(shared: string, file: string): Promise<Ratio> {
  const browser = await launchChromium();
  try {
    for (const url of [file, shared]) await largestPaint(browser, url);
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const own = await largestPaint(browser, shared);
      ratios.push(own / (await largestPaint(browser, file)));
    }
    return {
      goal: "P10",
      what: "largest contentful paint of the shared report on a phone",
      against: "the same bytes as a static file",
      ratio: median(ratios),
      reach: 1.1,
      better: "lower",
    };
  } finally {
    await browser.close();
  }
}

/** Milliseconds from the start of the navigation. */
async function largestPaint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
  });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
    await devtools.send("Network.emulateNetworkConditions", network);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.goto(url, { waitUntil: "networkidle" });
    if ((await page.locator("h1").count()) !== 1) throw new Error(`${url} is not the report.`);
    return await page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const observer = new PerformanceObserver((list) => {
            observer.disconnect();
            const last = list.getEntries().at(-1);
            if (last) resolve(last.startTime);
            else reject(new Error("Nothing was painted."));
          });
          observer.observe({ type: "largest-contentful-paint", buffered: true });
          setTimeout(() => reject(new Error("No paint was told.")), 5_000);
        }),
    );
  } finally {
    await context.close();
  }
}
