import { sql } from "drizzle-orm";
import type { ReadTx } from "@/lib/db/database";

/**
 * The same transaction, of which every statement sent by `execute` is explained first: `note` hears how many pages (8 kB) of tables and indexes
 * it touches, in cache or not. That does not depend on the machine (performance.md).
 */
export function explainBuffers<Tx extends ReadTx>(tx: Tx, note: (pages: number) => void): Tx {
  return new Proxy(tx, {
    get(target, key, receiver) {
      if (key !== "execute") return Reflect.get(target, key, receiver);
      return async (query: ReturnType<typeof sql>) => {
        const [row] = await target.execute<{ "QUERY PLAN": readonly Explained[] }>(
          sql`explain (analyze, buffers, timing off, format json) ${query}`,
        );
        const plan = row?.["QUERY PLAN"][0]?.Plan;
        if (!plan) throw new Error("unreachable: explain answers its plan");
        note(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]);
        return target.execute(query);
      };
    },
  });
}

interface Explained {
  readonly Plan: { readonly "Shared Hit Blocks": number; readonly "Shared Read Blocks": number };
}
