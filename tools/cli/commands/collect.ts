import { Temporal } from "temporal-polyfill";
import { type KnownClient, readKnownClients } from "@/lib/clients/read-known-clients";
import type { Collector } from "@/lib/collect/collector";
import { collectorFromEnv } from "@/lib/collect/collector-from-env";
import { type HandSelection, WrongSelection } from "@/lib/collect/plan/plan-by-hand";
import { runCollection } from "@/lib/collect/run/run-collection";
import type { AccountResult, RunResult } from "@/lib/collect/run/run-result";
import type { Database } from "@/lib/db/database";
import { optionalEnv, requireEnv } from "@/lib/ops/env";
import { logger } from "@/lib/ops/logger";
import { afterCollection } from "@/lib/ops/monitor/after-collection";
import { afterCollectText, readOutdatedPublications, readUnreconciledDays } from "@/tools/cli/after-collect";
import { dayArgument, slugArgument } from "@/tools/cli/arguments";
import { showCollectProgress } from "@/tools/cli/collect-progress";
import { operator } from "@/tools/cli/operator";
import { type CliOutcome, WrongUsage } from "@/tools/cli/outcome";
import { restOfAccount, restText } from "@/tools/cli/rest-of-account";
import { withDatabase } from "@/tools/cli/with-database";

/**
 * Collects in the foreground with all retries, up to 120 s of waiting for a rate limit, and prints what became of every account
 * (architecture.md §5), then runs the checks and brings the alerts up to date, so that Today is true at once. Fails unless done = expected and every named
 * client had a day to read. Days that do not reconcile and publications that no longer hold are named, and are no failure of the collection.
 * Ctrl-C ends it after the windows being read; what is stored stays, and what is left the schedule reads.
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
      const accountsNow = await withRests(collector, result, clients);
      const nothing = withoutDay(selection, result, clients);
      const { unreconciled, outdated } = await readAfter(db, result);
      return {
        ok: result.done === result.expected && (nothing.length === 0 || !selection.clients),
        answer: {
          ...result,
          accounts: accountsNow.map(({ zone, ...account }) => account),
          ...(nothing.length > 0 ? { nothing_to_collect: nothing } : {}),
          unreconciled,
          changed_publications: outdated.map(({ currency, ...publication }) => publication),
          checks_and_alerts: isFollowed ? "up_to_date" : "failed",
        },
        text: [
          ...resultText(result, accountsNow, nothing),
          ...afterCollectText(unreconciled, outdated),
          ...(isFollowed ? [] : [notFollowed]),
        ].join("\n"),
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

type KnownAccount = Pick<KnownClient, "slug" | "accountId" | "externalId" | "timeZone" | "collectFrom">;

interface AccountNow extends AccountResult {
  /** Until when Meta is not asked about it, where that is why it remains. */
  readonly until?: string;
  readonly zone: string;
}

/** The accounts of a run, and until when those that remain rest. */
async function withRests(
  collector: Collector,
  { accounts }: RunResult,
  known: readonly KnownAccount[],
): Promise<AccountNow[]> {
  const now = Temporal.Now.instant();
  return Promise.all(
    accounts.map(async (account) => {
      const of = known.find(({ externalId }) => externalId === account.account);
      const zone = of?.timeZone ?? "UTC";
      const until =
        account.state === "remaining" && of?.accountId
          ? await restOfAccount(collector, of.accountId, now)
          : null;
      return { ...account, zone, ...(until ? { until: until.toString() } : {}) };
    }),
  );
}

/** Clients with an ad account that were asked for and have no day that is over: why in one sentence each. */
function withoutDay(
  { clients }: HandSelection,
  { accounts }: RunResult,
  known: readonly KnownAccount[],
): { readonly client: string; readonly why: string }[] {
  return known
    .filter(({ slug, accountId }) => accountId !== null && (clients?.includes(slug) ?? true))
    .filter(({ slug }) => !accounts.some(({ client }) => client === slug))
    .map(({ slug, collectFrom }) => ({
      client: slug,
      why: `Client ${slug} is collected from ${collectFrom} on, and that day is not over yet.`,
    }));
}

async function readAfter(db: Database, { run_id: runId }: RunResult) {
  if (runId === null) return { unreconciled: [], outdated: [] };
  return db.asStaff(
    operator(),
    async (tx) => ({
      unreconciled: await readUnreconciledDays(tx, runId),
      outdated: await readOutdatedPublications(tx, runId, Temporal.Now.instant()),
    }),
    { snapshot: true },
  );
}

/** What an account that is done has not read, by the reason of its place. */
const leftOut: Readonly<Record<string, string>> = {
  older_than_meta_keeps: "days older than Meta keeps were left out",
  backfill_gate: "older days follow in steps, once the newest ones are whole",
  backfill_usage: "older days wait until Meta's budgets are less used",
};

function resultText(
  { expected, done, failed, skipped, remaining }: RunResult,
  accounts: readonly AccountNow[],
  nothing: readonly { readonly why: string }[],
): string[] {
  if (expected === 0 && nothing.length === 0) return ["There is no ad account to collect."];
  return [
    expected === 0
      ? "Nothing was collected."
      : `${done} of ${expected} accounts done, ${failed} failed, ${skipped} skipped, ${remaining} remaining.`,
    ...nothing.map(({ why }) => `- ${why}`),
    ...accounts
      .filter(({ state, reason }) => state !== "done" || reason !== undefined)
      .map(({ client, account, state, reason, error, until, zone }) => {
        const left = state === "done" && reason ? leftOut[reason] : undefined;
        if (left) return `- ${client} (${account}) done; ${left}`;
        const why = [reason?.replaceAll("_", " "), error?.message].filter(Boolean).join(": ");
        const rest = until ? `; ${restText(Temporal.Instant.from(until), zone)}` : "";
        return `- ${client} (${account}) ${state}${why ? `: ${why}` : ""}${rest}`;
      }),
  ];
}
