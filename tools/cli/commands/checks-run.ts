import { Temporal } from "temporal-polyfill";
import { runChecks } from "@/lib/checks/run-checks";
import type { CliOutcome } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/** Runs every check for every active client and prints how many answered; fails when a client's checks did not. */
export async function checksRun(): Promise<CliOutcome> {
  const result = await withDatabase((db) => runChecks(db, { now: Temporal.Now.instant(), trigger: "cli" }));
  const { expected, evaluated, findings, unknown } = result;
  return {
    ok: evaluated === expected,
    answer: result,
    text: `Evaluated ${evaluated} of ${expected} clients: ${findings} findings, ${unknown} checks could not be evaluated.`,
  };
}
