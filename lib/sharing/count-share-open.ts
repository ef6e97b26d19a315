import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { ShareLinkId } from "@/lib/values/ids";

/** Notes that a link was opened. Called after the answer is sent: losing one is harmless, inventing one is not (performance.md, P7). */
export async function countShareOpen(db: Database, linkId: ShareLinkId): Promise<void> {
  await db.asShareLink((tx) => tx.execute(sql`select app.count_share_open(${linkId}::uuid)`));
}
