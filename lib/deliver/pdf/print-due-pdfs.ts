import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { launchChromium } from "@/lib/deliver/pdf/chromium";
import { hasDuePdf, makeDuePdfs } from "@/lib/deliver/pdf/make-due-pdfs";
import { supabasePdfStore } from "@/lib/deliver/pdf/pdf-store";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { logger } from "@/lib/ops/logger";

/**
 * What the queue's route and the worker do beside collecting: print what waits, with one browser for all of it, and start none where nothing
 * waits. Never fails its caller: what went wrong stands in `publication_pdfs` and in the log.
 */
export async function printDuePdfs(db: Database, isOver: () => boolean): Promise<void> {
  try {
    if (isOver() || !(await hasDuePdf(db, Temporal.Now.instant()))) return;
    const browser = await launchChromium();
    try {
      const done = await makeDuePdfs({
        db,
        store: supabasePdfStore(),
        print: (html) => printPdf(browser, html),
        now: () => Temporal.Now.instant(),
        isOver,
      });
      logger.info(done, "pdfs_printed");
    } finally {
      await browser.close();
    }
  } catch (error) {
    logger.error({ err: error }, "pdfs_not_printed");
  }
}
