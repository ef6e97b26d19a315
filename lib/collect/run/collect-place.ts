import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { CollectAccount } from "@/lib/collect/account";
import type { Collector } from "@/lib/collect/collector";
import { ownFailure } from "@/lib/collect/failure";
import { lookAtCallGate } from "@/lib/collect/gate/call-gate";
import { requireRightClock, withRightClock } from "@/lib/collect/gate/right-clock";
import { checkLife, type Life } from "@/lib/collect/life/check-life";
import { collectPeriods } from "@/lib/collect/period/collect-periods";
import { keepHold, LostHold, takeHold } from "@/lib/collect/period/hold-account";
import { blockedReason } from "@/lib/collect/plan/decide-due";
import { readPending } from "@/lib/collect/plan/pending-windows";
import { endPlace, movePlace, type OpenPlace, type PlaceEnd } from "@/lib/collect/plan/run-places";
import { readAccounts } from "@/lib/collect/read-accounts";
import { newMemory } from "@/lib/collect/run/place-memory";
import { NotConfigured, readToken } from "@/lib/collect/run/read-token";
import type { WindowEnd } from "@/lib/collect/run/read-window";
import { readWindows } from "@/lib/collect/run/read-windows";
import { releaseAccount } from "@/lib/collect/window/claim-window";
import { readGapSince } from "@/lib/collect/window/gaps";
import type { GraphClient } from "@/lib/graph/graph-client";
import type { Window } from "@/lib/values/window";

/** Told of every window that ends, for a progress display. */
export type OnProgress = (step: {
  readonly client: string;
  readonly account: string;
  readonly window: Window;
  readonly windowsDone: number;
  readonly windows: number;
  readonly outcome: WindowEnd["kind"];
}) => void;

/** What became of an account's place; `waiting` and `queued` stay open in the run. */
export type PlaceOutcome =
  | { readonly state: "done" | "failed" | "skipped" }
  | { readonly state: "waiting"; readonly until: Temporal.Instant }
  | { readonly state: "queued"; readonly reason: "held" | "deadline" }
  /** What is left is older than this turn was for; its newest day is so many days before the account's yesterday. */
  | { readonly state: "queued"; readonly reason: "older_days"; readonly age: number };

/** What ends the work on a place early. */
export interface PlaceLimits {
  /** No window is begun once this is due. */
  readonly isOver: () => boolean;
  /** Whether a window whose newest day is so many days before the account's yesterday is left to a later turn, so that nobody's old days come before another's yesterday. */
  readonly isTooOld?: (age: number) => boolean;
  /** Ms until the end of the time that may be waited; without it one may wait for as long as it takes. */
  readonly msLeft?: () => number;
  readonly signal: AbortSignal;
}

/**
 * One account's place in a run (architecture.md §6.3): may it be asked, what is left to read, its windows newest first, each its own attempt
 * and transaction. The first failure ends it, and one account's failure never touches another. A day that Meta does not answer even alone
 * is a named gap: the rest is read, and the place fails by it, for that day is no success (R13). Every outcome is stored with the place.
 *
 * @throws WrongClock: nothing was asked or written, and a condition says so.
 */
export async function collectPlace(
  collector: Collector,
  place: OpenPlace,
  limits: PlaceLimits,
  onProgress?: OnProgress,
): Promise<PlaceOutcome> {
  const { db, clock } = collector;
  const { end, leave, wait } = endings(collector, place);
  const [account] = await withRightClock(collector, () =>
    db.asCollector(async (tx) => {
      await requireRightClock(tx, collector);
      return readAccounts(tx, collector.envToken, { accountIds: [place.accountId] });
    }),
  );
  if (!account) return end({ state: "skipped", reason: "client_archived" });
  const skip = skipReason(account, place);
  if (skip) return end({ state: "skipped", reason: skip });
  const gate = await db.asCollector((tx) => lookAtCallGate(tx, collector, account.id, clock()));
  if (gate.kind === "wait") return wait(gate.until, gate.reason);
  if (gate.kind === "stopped") return end({ state: "skipped", reason: gate.reason });
  let graph: GraphClient;
  try {
    graph = collector.openGraph(await readToken(collector, account), limits.msLeft);
  } catch (error) {
    if (!(error instanceof NotConfigured || error instanceof RangeError)) throw error;
    return end({ state: "failed", failure: ownFailure("not_configured", error.message) });
  }
  const holder = randomUUID();
  try {
    const life = await lookFirst(collector, account, graph, place, holder, limits.signal);
    if (life === "held") return await leave("held");
    if (life === "account_changed") return await end({ state: "skipped", reason: "account_changed" });
    const pending = await db.asCollector((tx) => readPending(tx, account, place, clock()));
    if (pending.windows.length === 0 && place.isRange && !(await hasAttempt(collector, place, "ok")))
      return await end({ state: "skipped", reason: "older_than_meta_keeps" });
    if (pending.windows.length > 0) await db.asCollector((tx) => movePlace(tx, place, "running", null));
    const memory = newMemory(account, await hasAttempt(collector, place));
    const read = await readWindows(collector, graph, { place, pending, memory, holder, limits, onProgress });
    switch (read.kind) {
      case "leave":
        return await leave(read.reason);
      case "older_days":
        return await leave("older_days", read.age);
      case "wait":
        return await wait(read.until, read.reason);
      case "skip":
        return await end({ state: "skipped", reason: read.reason });
      case "failed":
        // What belongs to whole months needs the days of the morning, not those that are older.
        if (place.isMorning && read.isHistory)
          await collectPeriods(collector, { account, graph, holder, isDoubtful: true, ...limits });
        return await end({ state: "failed", failure: read.failure });
      case "read": {
        if (place.isMorning) await collectPeriods(collector, { account, graph, holder, ...limits });
        // A place that was left and taken up again still fails by the gap of its earlier turn (R13).
        const gap =
          read.gap ?? (await db.asCollector((tx) => readGapSince(tx, place.accountId, place.startedAt)));
        if (gap)
          return await end({ state: "failed", failure: { ...gap, class: "PERMANENT", reason: "named_gap" } });
        // Only Meta knew that it keeps none of these days any more.
        if (read.held === "older_than_meta_keeps" && !(await hasAttempt(collector, place, "ok")))
          return await end({ state: "skipped", reason: read.held });
        return await end({ state: "done", ...(read.held ? { reason: read.held } : {}) });
      }
    }
  } finally {
    await db.asCollector((tx) => releaseAccount(tx, place.accountId, holder));
  }
}

/**
 * Days asked for by hand are read as they are; a pass looks at the account and its token first, as the one who holds the account (F23).
 * Another currency or zone stops both (F41).
 */
async function lookFirst(
  collector: Collector,
  account: CollectAccount,
  graph: GraphClient,
  place: OpenPlace,
  holder: string,
  signal: AbortSignal,
): Promise<Life | "held"> {
  if (place.isRange) return account.stoppedReason === null ? "may_read" : "account_changed";
  const { db, clock, life } = collector;
  if (!life) return checkLife(collector, account, graph, signal);
  const hold = { accountId: account.id, holder };
  if (!(await db.asCollector((tx) => takeHold(tx, hold, clock)))) return "held";
  try {
    return await keepHold(db, hold, clock, signal, (held) => checkLife(collector, account, graph, held));
  } catch (error) {
    if (error instanceof LostHold) return "held";
    throw error;
  }
}

/** The ways in which work on a place ends, each stored with it. */
function endings({ db, clock }: Collector, place: OpenPlace) {
  return {
    async end(ended: PlaceEnd): Promise<PlaceOutcome> {
      await db.asCollector((tx) => endPlace(tx, place, ended, clock()));
      return { state: ended.state };
    },
    async leave(reason: "held" | "deadline" | "older_days", age = 0): Promise<PlaceOutcome> {
      await db.asCollector((tx) => movePlace(tx, place, "queued", reason));
      return reason === "older_days" ? { state: "queued", reason, age } : { state: "queued", reason };
    },
    async wait(until: Temporal.Instant, reason: string): Promise<PlaceOutcome> {
      await db.asCollector((tx) => movePlace(tx, place, "waiting", reason));
      return { state: "waiting", until };
    },
  };
}

/** What a person must mend is not asked again within the run that found it broken (F12), nor by a pass that does not probe. */
function skipReason(account: CollectAccount, place: OpenPlace): string | null {
  const reason = blockedReason(account);
  if (reason === null) return null;
  const checkedAt = {
    connection_broken: account.connectionCheckedAt,
    account_changed: account.stoppedAt,
    no_access: account.accessCheckedAt,
  }[reason];
  const foundInThisRun = checkedAt !== null && Temporal.Instant.compare(checkedAt, place.startedAt) >= 0;
  return foundInThisRun || !place.mayProbe ? reason : null;
}

/** Whether the run has tried the account already, well or at all. */
async function hasAttempt(
  { db }: Collector,
  place: OpenPlace,
  state: "ok" | "any" = "any",
): Promise<boolean> {
  const rows = await db.asCollector((tx) =>
    tx.execute(sql`
      select 1 from collection_attempts
      where run_id = ${place.runId} and ad_account_id = ${place.accountId} and (${state} = 'any' or state = ${state}) limit 1`),
  );
  return rows.length > 0;
}
