import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";
import type { ShareLinkId } from "@/lib/values/ids";

/** Notes that links were opened, one opening for each time that an id is named. Losing one is harmless, inventing one is not (performance.md, P7). */
export async function countShareOpens(db: Database, links: readonly ShareLinkId[]): Promise<void> {
  await db.askShareGate("select app.count_share_opens($1::uuid[])", [`{${links.join(",")}}`]);
}

/** How long openings are gathered before they are written. */
const gatherMs = 250;

/** Counts an opening after its answer is gone; the promise ends when it is counted or given up. */
export type CountOpen = (link: ShareLinkId) => Promise<void>;

/**
 * Counts openings quietly: those that come within a quarter of a second, or while others are being written, are written together, so that many
 * readers cost one statement. A count that fails is logged and harms nobody.
 */
export function openCounter(db: () => Database): CountOpen {
  let waiting: ShareLinkId[] = [];
  let writing: Promise<void> | null = null;
  const writeAll = async () => {
    while (waiting.length > 0) {
      await sleep(gatherMs);
      const now = waiting;
      waiting = [];
      try {
        await countShareOpens(db(), now);
      } catch (error) {
        logger.warn({ err: error, openings: now.length }, "share_opens_not_counted");
      }
    }
    writing = null;
  };
  return (link) => {
    waiting.push(link);
    writing ??= writeAll();
    return writing;
  };
}
