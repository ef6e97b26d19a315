import { readKnownClients } from "@/lib/clients/read-known-clients";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { type HandSelection, WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { runCollection } from "@/lib/collect/run/run-collection";
import type { RunResult } from "@/lib/collect/run/run-result";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";
import { afterCollection } from "@/lib/ops/monitor/after-collection";
import { dayArgument, slugArgument } from "@/tools/cli/arguments";
import { showCollectProgress } from "@/tools/cli/collect-progress";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { withDatabase } from "@/tools/cli/with-database";

/**
 * Collects in the foreground with all retries, up to 120 s of waiting for a rate limit, and prints what became of every account
 * (architecture.md §5), then runs the checks and brings the alerts up to date, so that Today is true at once. Fails unless done = expected.
 * Ctrl-C ends it after the windows being read; what is stored stays.
 */
export async function collect(
  options: { client?: string[]; since?: string; until?: string },
  json: boolean,
): Promise<CliOutcome> {
  const selection: HandSelection = {
    ...(options.client ? { clients: [...new Set(options.client.map(slugArgument))] } : {}),
    ...(options.since === undefined ? {} : { since: dayArgument("--since", options.since) }),
    ...(options.until === undefined ? {} : { until: dayArgument("--until", options.until) }),
  };
  const keys = optionalEnv("ENCRYPTION_KEYS");
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once("SIGINT", onInterrupt);
  try {
    return await withDatabase(async (db) => {
      const collector = collectorFromEnv(db);
      const { connections, clients } = await db.asStaff(operator(), readKnownClients);
      // Stored tokens cannot be opened without their keys: said before anything is written.
      if (connections.length > 0 && !keys) requireEnv("ENCRYPTION_KEYS");
      const accounts = selection.clients?.length ?? clients.filter(({ accountId }) => accountId).length;
      const progress = process.stderr.isTTY && !json && accounts > 0 ? showCollectProgress(accounts) : null;
      if (progress && !process.env.LOG_LEVEL) logger.level = "error";
      let result: RunResult;
      try {
        result = await runCollection(collector, {
          selection,
          by: { trigger: "cli", requestedBy: operator().name },
          signal: stop.signal,
          ...(progress ? { onProgress: progress.onProgress } : {}),
        });
      } finally {
        progress?.stop();
      }
      const isFollowed = await afterCollection(db, "cli", { isOver: () => stop.signal.aborted });
      return {
        ok: result.done === result.expected,
        answer: { ...result, checks_and_alerts: isFollowed ? "up_to_date" : "failed" },
        text: isFollowed ? resultText(result) : `${resultText(result)}\n${notFollowed}`,
      };
    });
  } catch (error) {
    if (error instanceof WrongSelection) throw new WrongUsage(error.message);
    throw error;
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

const notFollowed =
  "Checks and alerts are not up to date: see the log, then run `npm run cli -- checks run`. The monitor does it as well.";

function resultText(result: RunResult): string {
  const { expected, done, failed, skipped, remaining } = result;
  if (expected === 0) return "There is no ad account to collect.";
  return [
    `${done} of ${expected} accounts done, ${failed} failed, ${skipped} skipped, ${remaining} remaining.`,
    ...result.accounts
      .filter(({ state }) => state !== "done")
      .map(({ client, account, state, reason, error }) => {
        const why = [reason?.replaceAll("_", " "), error?.message].filter(Boolean).join(": ");
        return `- ${client} (${account}) ${state}${why ? `: ${why}` : ""}`;
      }),
  ].join("\n");
}
