import { sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import type { Verdict } from "@/lib/ops/health/verdict";

/** The scheduler calls hourly, the monitor's four times as often; three missed hours are a broken scheduler (architecture.md §5; incident 2). */
const patience = 3 * 3600;

/**
 * When the scheduler last called for the daily collection, or the second one for the monitor: a dead monitor is seen here, since nobody else
 * would miss it. A call by hand does not count: it proves nothing about the schedule. A worker is a scheduler of its own.
 */
export async function checkScheduler(
  db: Database,
  job: "daily-kpi-collection" | "monitor" = "daily-kpi-collection",
): Promise<Verdict> {
  const [row] = await db.asSystem((tx) =>
    tx.execute<{ ago: number | null }>(sql`
      select extract(epoch from now() - max(at))::integer as ago from scheduler_calls
      where job = ${job} and (verb = 'GET' or caller = 'worker')`),
  );
  const ago = row?.ago ?? null;
  const who = job === "monitor" ? "The monitor's scheduler" : "The scheduler";
  if (ago === null) return { state: "failed", detail: `${who} has never called.` };
  const detail = `Last call ${Math.round(ago / 60)} minutes ago.`;
  return { state: ago > patience ? "failed" : "ok", detail };
}
