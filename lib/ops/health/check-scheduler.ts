import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { Verdict } from "@/lib/ops/health/verdict";

/** The scheduler calls hourly; three missed calls are a broken scheduler (architecture.md §5; incident 2). */
const patience = 3 * 3600;

/** When the scheduler last called for the daily collection. A call by hand does not count: it proves nothing about the schedule. */
export async function checkScheduler(db: Database): Promise<Verdict> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<{ ago: number | null }>(sql`
      select extract(epoch from now() - max(at))::integer as ago from scheduler_calls
      where job = 'daily-kpi-collection' and verb = 'GET'`),
  );
  const ago = row?.ago ?? null;
  if (ago === null) return { state: "failed", detail: "The scheduler has never called." };
  const detail = `Last call ${Math.round(ago / 60)} minutes ago.`;
  return { state: ago > patience ? "failed" : "ok", detail };
}
