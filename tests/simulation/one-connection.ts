import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { BulkTx, CollectorTx } from "@/lib/db/database";
import { openSocket } from "@/lib/db/socket";

/** Thrown inside a transaction that has to be undone. */
export class Undone extends Error {}

/** Runs `work` in one transaction as the collector; rolled back in the end when `undo` is true. */
export type Transaction<Tx> = <T>(work: (tx: Tx) => Promise<T>, undo: boolean) => Promise<T>;

export interface CollectorConnections {
  readonly ordinary: Transaction<CollectorTx>;
  readonly bulk: Transaction<BulkTx>;
  close(): Promise<void>;
}

/**
 * The collector's two ways into the database (lib/db/database.ts) for one step at a time: the same role and statements on one prepared
 * connection each, and the beginning of a transaction is not waited for. A third of the round trips, which are all that a simulation waits for.
 */
export async function collectorConnections(url: string): Promise<CollectorConnections> {
  // The option is missing in the types; its two uses are postgres.js's own.
  const options = { max: 1, onnotice: () => {}, prepare: true, socket: openSocket };
  const open = () => postgres(url, options as postgres.Options<Record<string, never>>);
  const [ordinary, bulk] = [open(), open()];
  const [forOrdinary, forBulk] = [await ordinary.reserve(), await bulk.reserve()];
  const db = drizzle(Object.assign(forOrdinary, { options: ordinary.options }) as unknown as postgres.Sql);
  return {
    ordinary: through(forOrdinary, db as unknown as CollectorTx),
    bulk: through(forBulk, forBulk as unknown as BulkTx),
    close: async () => {
      forOrdinary.release();
      forBulk.release();
      await Promise.all([ordinary.end({ timeout: 5 }), bulk.end({ timeout: 5 })]);
    },
  };
}

function through<Tx>(connection: postgres.ReservedSql, tx: Tx): Transaction<Tx> {
  return async (work, undo) => {
    const begun = connection.unsafe("begin; set local role plumbline_collector").execute();
    try {
      const result = await work(tx);
      await begun;
      if (undo) throw new Undone();
      await connection.unsafe("commit");
      return result;
    } catch (error) {
      await connection.unsafe("rollback");
      throw error;
    }
  };
}
