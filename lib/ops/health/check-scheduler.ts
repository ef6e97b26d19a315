import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { Verdict } from "@/lib/ops/health/verdict";

/** The scheduler calls hourly, the monitor's four times as often; three missed hours are a broken scheduler (architecture.md §5; incident 2). */
const patience = 3 * 3600;

/**
 * When the scheduler last called for the daily collection, or the second one for the monitor: a dead monitor is seen here, since nobody else
 * would miss it, and so is one none of whose calls comes to its end. A call by hand does not count: it proves nothing about the schedule. A worker is a
 * scheduler of its own.
 */
export async function checkScheduler(
  db: Database,
  job: "daily-kpi-collection" | "monitor" = "daily-kpi-collection",
): Promise<Verdict> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<{ ago: number | null; whole_ago: number | null }>(sql`
      select extract(epoch from now() - max(at))::integer as ago,
        extract(epoch from now() - max(at) filter (where answer is not null))::integer as whole_ago
      from scheduler_calls where job = ${job} and (verb = 'GET' or caller = 'worker')`),
  );
  const { ago = null, whole_ago: wholeAgo = null } = row ?? {};
  const who = job === "monitor" ? "The monitor's scheduler" : "The scheduler";
  if (ago === null) return { state: "failed", detail: `${who} has never called.` };
  const detail = `Last call ${Math.round(ago / 60)} minutes ago.`;
  if (ago <= patience && (wholeAgo === null || wholeAgo > patience)) {
    return {
      state: "failed",
      detail: `${detail} No call of the last 3 hours came to its end; the log says why.`,
    };
  }
  return { state: ago > patience ? "failed" : "ok", detail };
}
