import { sql } from "drizzle-orm";
import type { ReadTx } from "@/lib/db/database";

declare const momentBrand: unique symbol;

/**
 * What the statements of a transaction see, as text: equal moments see exactly the same rows of every table. It names every transaction that was still
 * running and the first that had not begun (`pg_current_snapshot`); whatever commits in between changes it, in whatever database of the server. With
 * the server's start and the last reset of its statistics, which a crash resets without a new start: after a restart, a crash that lost a commit nobody waited for, a restored backup or
 * another server behind the same address the numbers may come again (docs/adr/0025).
 */
export type Moment = string & { readonly [momentBrand]: true };

/** Columns that say the moment of the statement they stand in; of all statements of a transaction that reads with `snapshot`. */
export const momentColumns = sql`pg_is_in_recovery() as in_recovery, extract(epoch from pg_postmaster_start_time())::text || '/' || coalesce((select extract(epoch from stats_reset)::text from pg_stat_wal), '-') as started, pg_current_snapshot()::text as seen`;

export interface MomentRow extends Record<string, unknown> {
  in_recovery: boolean;
  started: string;
  seen: string;
}

/** null on a standby: its snapshots do not name what is still running. */
export function momentOf({ in_recovery, started, seen }: MomentRow): Moment | null {
  return in_recovery ? null : (`${started} ${seen}` as Moment);
}

/** The moment of a transaction that reads with `snapshot`; one statement. */
export async function readMoment(tx: ReadTx): Promise<Moment | null> {
  const [row] = await tx.execute<MomentRow>(sql`select ${momentColumns}`);
  if (!row) throw new Error("A statement without a table gave no row.");
  return momentOf(row);
}
