import { sql } from "drizzle-orm";
import type { SystemTx } from "@/lib/db/database";

/** Any number that only this uses. */
const lock = 4_290_001;

/** One look at the data at a time until this transaction ends, so that a new alert opens and is told once, and none opens of what just ended. */
export async function oneLookAtATime(tx: SystemTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lock})`);
}
