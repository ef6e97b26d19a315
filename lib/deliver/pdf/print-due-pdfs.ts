import { Temporal } from "temporal-polyfill";
import type { Database } from "@/lib/db/database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { launchChromium } from "@/lib/deliver/pdf/chromium";
import { hasDuePdf, makeDuePdfs } from "@/lib/deliver/pdf/make-due-pdfs";
import { supabasePdfStore } from "@/lib/deliver/pdf/pdf-store";
import { printMs } from "@/lib/deliver/pdf/preview-printer";
import { printPdf } from "@/lib/deliver/pdf/print-pdf";
import { TooLateError, within } from "@/lib/deliver/pdf/within";
import { sendDue } from "@/lib/deliver/send-due";
import { logger } from "@/lib/ops/logger";
import { systemClock } from "@/lib/values/clock";

/**
 * What the queue's route and the worker do beside collecting: print what waits, with one browser for all of it, and start none where nothing
 * waits. Never fails its caller: what went wrong stands in `publication_pdfs` and in the log.
 */
export async function printDuePdfs(db: Database, isOver: () => boolean): Promise<void> {
  try {
    if (isOver() || !(await hasDuePdf(db, Temporal.Now.instant()))) return;
    const browser = await launchChromium();
    try {
      let isHung = false;
      const done = await makeDuePdfs({
        db,
        store: supabasePdfStore(),
        print: async (html) => {
          try {
            return await within(printMs, printPdf(browser, html));
          } catch (error) {
            isHung ||= error instanceof TooLateError;
            throw error;
          }
        },
        now: () => Temporal.Now.instant(),
        // One that hangs prints nothing more; the next call has another one.
        isOver: () => isHung || isOver(),
      });
      logger.info(done, "pdfs_printed");
      // Mails that waited for these PDFs go out now.
      if (done.made > 0) await sendDue(db, channelsFromEnv(), { clock: systemClock, isOver });
    } finally {
      await browser.close();
    }
  } catch (error) {
    logger.error({ err: error }, "pdfs_not_printed");
  }
}
