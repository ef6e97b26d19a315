import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import { releaseAccount } from "@/lib/collect/claim-window";
import { collectWindow, type WindowOutcome } from "@/lib/collect/collect-window";
import type { Collector } from "@/lib/collect/collector";
import { blockedReason } from "@/lib/collect/decide-due";
import { type Failure, ownFailure } from "@/lib/collect/failure";
import { hullOf, readPendingWindows } from "@/lib/collect/pending-windows";
import { readAccounts } from "@/lib/collect/read-accounts";
import { NotConfigured, readToken } from "@/lib/collect/read-token";
import { endPlace, movePlace, type OpenPlace } from "@/lib/collect/run-places";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { Window } from "@/lib/values/window";

/** Told of every window that ends, for a progress display. */
export type OnProgress = (step: {
  readonly client: string;
  readonly account: string;
  readonly window: Window;
  readonly windowsDone: number;
  readonly windows: number;
  readonly outcome: WindowOutcome["kind"];
}) => void;

/** What became of an account's place; `waiting` and `queued` stay open in the run. */
export type PlaceOutcome =
  | { readonly state: "done" | "failed" | "skipped" }
  | { readonly state: "waiting"; readonly until: Temporal.Instant }
  | { readonly state: "queued"; readonly reason: "held" | "deadline" };

/** What ends the work on a place early. */
export interface PlaceLimits {
  /** No window is begun once this is due. */
  readonly isOver: () => boolean;
  readonly signal: AbortSignal;
}

/** Tries of one window whose mapping somebody keeps changing. */
const mostMappingChanges = 3;

/**
 * One account's place in a run: its windows newest first, each its own attempt and transaction, the first failure ends it (architecture.md
 * §6.3). One account's failure never touches another. Every outcome is stored with the place.
 */
export async function collectPlace(
  collector: Collector,
  place: OpenPlace,
  limits: PlaceLimits,
  onProgress?: OnProgress,
): Promise<PlaceOutcome> {
  const { db, clock } = collector;
  const end = async (ended: Parameters<typeof endPlace>[2]): Promise<PlaceOutcome> => {
    await db.asCollector((tx) => endPlace(tx, place, ended, clock()));
    return { state: ended.state };
  };
  const [account] = await db.asCollector((tx) => readAccounts(tx, { accountIds: [place.accountId] }));
  if (!account) return end({ state: "skipped", reason: "client_archived" });
  const skip = skipReason(account, place);
  if (skip) return end({ state: "skipped", reason: skip });
  const now = clock();
  if (account.blockedUntil && Temporal.Instant.compare(account.blockedUntil, now) > 0) {
    return wait(collector, place, account.blockedUntil);
  }
  let graph: GraphClient;
  try {
    graph = collector.openGraph(await readToken(collector, account));
  } catch (error) {
    if (!(error instanceof NotConfigured || error instanceof RangeError)) throw error;
    return end({ state: "failed", failure: ownFailure("not_configured", error.message) });
  }
  const [first, ...others] = await db.asCollector((tx) => readPendingWindows(tx, account, place, now));
  if (!first) {
    const nothingLeft = place.isRange && !(await hasGoodAttempt(collector, place));
    return end(nothingLeft ? { state: "skipped", reason: "older_than_meta_keeps" } : { state: "done" });
  }
  await db.asCollector((tx) => movePlace(tx, place, "running", null));
  const windows: [Window, ...Window[]] = [first, ...others];
  return readWindows(collector, { account, graph, place, windows, limits, onProgress }, end);
}

async function readWindows(
  collector: Collector,
  of: {
    readonly account: CollectAccount;
    readonly graph: GraphClient;
    readonly place: OpenPlace;
    readonly windows: readonly [Window, ...Window[]];
    readonly limits: PlaceLimits;
    readonly onProgress: OnProgress | undefined;
  },
  end: (ended: { state: "done" } | { state: "failed"; failure: Failure }) => Promise<PlaceOutcome>,
): Promise<PlaceOutcome> {
  const { account, graph, place, windows, limits, onProgress } = of;
  const { db } = collector;
  const holder = randomUUID();
  const range = hullOf(windows);
  const leave = async (reason: "held" | "deadline"): Promise<PlaceOutcome> => {
    await db.asCollector((tx) => movePlace(tx, place, "queued", reason));
    return { state: "queued", reason };
  };
  try {
    for (const [index, window] of windows.entries()) {
      if (limits.isOver()) return await leave("deadline");
      const wanted = { runId: place.runId, account, window, range, holder };
      let outcome = await collectWindow(collector, graph, wanted, limits.signal);
      for (let tries = 1; outcome.kind === "mapping_changed" && tries < mostMappingChanges; tries += 1) {
        outcome = await collectWindow(collector, graph, wanted, limits.signal);
      }
      const step = {
        client: account.clientSlug,
        account: account.externalId,
        window,
        windows: windows.length,
      };
      onProgress?.({ ...step, windowsDone: index + 1, outcome: outcome.kind });
      switch (outcome.kind) {
        case "stored":
          break;
        case "held":
          return await leave("held");
        case "mapping_changed":
          return await end({
            state: "failed",
            failure: ownFailure(
              "internal",
              "The client's mapping kept changing while its figures were read.",
              "RETRY",
            ),
          });
        case "failed":
          if (limits.signal.aborted) return await leave("deadline");
          if (outcome.blockedUntil) return await wait(collector, place, outcome.blockedUntil);
          return await end({ state: "failed", failure: outcome.failure });
      }
    }
    return await end({ state: "done" });
  } finally {
    await db.asCollector((tx) => releaseAccount(tx, place.accountId, holder));
  }
}

async function wait({ db }: Collector, place: OpenPlace, until: Temporal.Instant): Promise<PlaceOutcome> {
  await db.asCollector((tx) => movePlace(tx, place, "waiting", "rate_limited"));
  return { state: "waiting", until };
}

/** What a person must mend is not asked again within the run that found it broken (F12), nor by a pass that does not probe. */
function skipReason(account: CollectAccount, place: OpenPlace): string | null {
  const reason = blockedReason(account);
  if (reason === null) return null;
  const checkedAt = reason === "connection_broken" ? account.connectionCheckedAt : account.accessCheckedAt;
  const foundInThisRun = checkedAt !== null && Temporal.Instant.compare(checkedAt, place.startedAt) >= 0;
  return foundInThisRun || !place.mayProbe ? reason : null;
}

async function hasGoodAttempt({ db }: Collector, place: OpenPlace): Promise<boolean> {
  const rows = await db.asCollector((tx) =>
    tx.execute(sql`
      select 1 from collection_attempts
      where run_id = ${place.runId} and ad_account_id = ${place.accountId} and state = 'ok' limit 1`),
  );
  return rows.length > 0;
}
