import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { collectQueue } from "@/lib/db/queue-schema";
import type { Verdict } from "@/lib/ops/health/verdict";

/** A job that was free to start for this long has nobody to do it: the queue is drained every five minutes. */
const patience = 3600;

/** How long the oldest job that could start has waited. */
export async function checkQueue(db: Database): Promise<Verdict> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<{ waiting: number; oldest: number | null }>(sql`
      select count(*)::integer as waiting, extract(epoch from now() - min(start_after))::integer as oldest
      from pgboss.job where name = ${collectQueue} and state in ('created', 'retry') and start_after <= now()`),
  );
  const waiting = row?.waiting ?? 0;
  if (waiting === 0) return { state: "ok", detail: "Nothing waits." };
  const minutes = Math.round((row?.oldest ?? 0) / 60);
  const detail = `${waiting} waiting, the oldest for ${minutes} minutes.`;
  return { state: (row?.oldest ?? 0) > patience ? "failed" : "ok", detail };
}
