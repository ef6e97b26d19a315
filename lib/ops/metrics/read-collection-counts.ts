import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";

export interface CollectionCounts {
  /** Accounts of all runs, by how they ended. */
  readonly done: number;
  readonly failed: number;
  /** Mean milliseconds per call in the attempts of the last 24 hours; null while there were none. */
  readonly msPerCall: number | null;
}

/** How collection went, from the record of runs and attempts. */
export async function readCollectionCounts(db: Database): Promise<CollectionCounts> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<{ done: number; failed: number; ms: number | null }>(sql`
      select
        (select count(*)::integer from collection_run_accounts where state = 'done') as done,
        (select count(*)::integer from collection_run_accounts where state = 'failed') as failed,
        (select (1000 * sum(extract(epoch from finished_at - started_at)) / nullif(sum(calls), 0))::double precision
          from collection_attempts where finished_at > now() - interval '24 hours') as ms`),
  );
  return { done: row?.done ?? 0, failed: row?.failed ?? 0, msPerCall: row?.ms ?? null };
}
