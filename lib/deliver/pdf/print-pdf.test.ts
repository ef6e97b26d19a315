import { expect, test, vi } from "vitest";
import { hotelJantar } from "@/components/report/fixtures/cast";
import { launchChromium } from "@/lib/deliver/pdf/chromium";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { renderPublication } from "@/lib/publications/render-publication";

vi.setConfig({ testTimeout: 120_000 });

const slow = vi.hoisted(() => ({ fonts: 0 }));
// A machine that is busy with other things reads a font later than any browser waits for it on a screen.
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const readFile = (async (...args: Parameters<typeof real.readFile>) => {
    if (String(args[0]).endsWith(".woff2")) {
      slow.fonts += 1;
      await new Promise((resolve) => setTimeout(resolve, 4_000));
    }
    return real.readFile(...args);
  }) as typeof real.readFile;
  return { ...real, default: { ...real, readFile }, readFile };
});

test("a PDF is set in the report's own fonts and no others, however slowly they come", async () => {
  const { html } = await renderPublication({ report: hotelJantar, documentSha256: "0".repeat(64) });
  const browser = await launchChromium();
  const pdf = await printPdf(browser, html).finally(() => browser.close());
  expect(slow.fonts).toBe(2);
  const families = [...pdf.toString("latin1").matchAll(/\/FontName \/[A-Z]{6}\+([^\s/]+)/g)].map(
    ([, name]) => name,
  );
  expect([...new Set(families)].sort()).toEqual(["InterVariable", "LedgerSerif4Variable-Roman"]);
});
