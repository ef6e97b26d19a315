import { Temporal } from "temporal-polyfill";
import { syncAlerts } from "@/lib/alerts/sync-alerts";
import { runChecks } from "@/lib/checks/run-checks";
import { channelsFromEnv } from "@/lib/deliver/channels";
import { counted } from "@/tools/cli/counted";
import type { CliOutcome } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/**
 * Runs every check for every active client, makes the alerts say what was found, and prints how many answered; fails when a client's checks
 * did not. Messages are queued, the portal sends them.
 */
export async function checksRun(): Promise<CliOutcome> {
  // A channel that is half set up is said before anything is written.
  const channels = channelsFromEnv();
  const result = await withDatabase(async (db) => {
    const ran = await runChecks(db, { now: Temporal.Now.instant(), trigger: "cli" });
    await syncAlerts(db, { now: Temporal.Now.instant(), channels, monitored: null });
    return ran;
  });
  const { expected, evaluated, findings, unknown } = result;
  return {
    ok: evaluated === expected,
    answer: result,
    text: `Evaluated ${evaluated} of ${expected} clients: ${counted(findings, "finding")}, ${counted(unknown, "check")} could not be evaluated.`,
  };
}
