import type { Database } from "@/lib/db/database";
import { logger } from "@/lib/ops/logger";
import { countShareOpen } from "@/lib/sharing/count-share-open";
import type { ShareLinkId } from "@/lib/values/ids";

/** Counts an opening after the answer is gone; a count that fails is logged and harms nobody. */
export async function countOpenQuietly(db: Database, link: ShareLinkId): Promise<void> {
  try {
    await countShareOpen(db, link);
  } catch (error) {
    logger.warn({ err: error }, "share_open_not_counted");
  }
}
