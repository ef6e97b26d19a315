import { within } from "@/lib/deliver/pdf/within";
import { logger } from "@/lib/ops/logger";

/** A print takes seconds; a browser that needs longer hangs. */
export const printMs = 60_000;
/** A browser that hangs is killed by playwright after 30 seconds. */
const closeMs = 40_000;
const mostWaiting = 4;

/** So many wait already that another one would wait for minutes. */
export class PreviewsBusyError extends Error {
  override name = "PreviewsBusyError";
}

/**
 * Prints previews one after another in this process: a browser is large, and a preview can wait for another one, but only a few can. Each has a
 * browser of its own, which is closed when its time is over, so that one that hangs holds up nobody for good.
 *
 * @throws PreviewsBusyError at once when too many wait, TooLateError when the browser hangs.
 */
export function previewPrinter<Browser extends { close(): Promise<void> }>(by: {
  readonly launch: () => Promise<Browser>;
  readonly print: (browser: Browser, html: Buffer) => Promise<Buffer>;
  readonly patienceMs?: number;
}): (html: Buffer) => Promise<Buffer> {
  const { launch, print, patienceMs = printMs } = by;
  let last: Promise<unknown> = Promise.resolve();
  let present = 0;

  async function printOne(html: Buffer): Promise<Buffer> {
    const launching = launch();
    try {
      return await within(
        patienceMs,
        launching.then((browser) => print(browser, html)),
      );
    } finally {
      // What hangs in it ends with it.
      await within(
        closeMs,
        launching.then(
          (browser) => browser.close(),
          () => {},
        ),
      ).catch((error) => logger.warn({ err: error }, "preview_browser_not_closed"));
    }
  }

  return async (html) => {
    if (present > mostWaiting) throw new PreviewsBusyError("Too many previews wait already.");
    present += 1;
    const mine = last.catch(() => {}).then(() => printOne(html));
    last = mine;
    try {
      return await mine;
    } finally {
      present -= 1;
    }
  };
}
