import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { syncAlerts } from "@/lib/alerts/sync-alerts";
import { runChecks } from "@/lib/checks/run-checks";
import type { StaffTx } from "@/lib/db/database";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { counted } from "@/tools/cli/counted";
import { operator } from "@/tools/cli/operator";
import type { CliOutcome } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/**
 * Runs every check for every active client, makes the alerts say what was found, and prints how many answered; fails when a client's checks
 * did not. Messages are queued, the portal sends them.
 */
export async function checksRun(): Promise<CliOutcome> {
  // A channel that is half set up is said before anything is written.
  const channels = channelsFromEnv();
  const { result, of } = await withDatabase(async (db) => {
    const ran = await runChecks(db, { now: Temporal.Now.instant(), trigger: "cli" });
    await syncAlerts(db, { now: Temporal.Now.instant(), channels, monitored: null });
    return { result: ran, of: await db.asStaff(operator(), readUnknown) };
  });
  const { expected, evaluated, findings, unknown } = result;
  const notGiven =
    unknown === 0
      ? "Every check of every client could be evaluated."
      : `Of the answers, one per client and check, ${unknown} could not be given: ${counted(of.checks, "check")}, ${counted(of.clients, "client")}.`;
  return {
    ok: evaluated === expected,
    answer: { ...result, unknown_checks: of.checks, unknown_clients: of.clients },
    text: `Evaluated ${evaluated} of ${expected} clients: ${counted(findings, "finding")} open. ${notGiven}`,
  };
}

/** How many checks, and how many active clients, the answers "could not be evaluated" are about. */
async function readUnknown(tx: StaffTx): Promise<{ readonly checks: number; readonly clients: number }> {
  const [row] = await tx.execute<{ checks: number; clients: number }>(sql`
    select count(distinct answer.key)::int as checks, count(distinct o.client_id)::int as clients
    from check_outcomes o join clients c on c.id = o.client_id and c.status = 'active', jsonb_each(o.outcomes) answer
    where answer.value ->> 'outcome' = 'unknown'`);
  return row ?? { checks: 0, clients: 0 };
}
