import { setTimeout as sleep } from "node:timers/promises";
import type { Collector } from "@/lib/collect/collector";
import { inParallel } from "@/lib/collect/in-parallel";
import type { PlannedRun, Trigger } from "@/lib/collect/plan/plan";
import { type HandSelection, planByHand } from "@/lib/collect/plan/plan-by-hand";
import { readOpenPlaces } from "@/lib/collect/plan/run-places";
import {
  collectPlace,
  type OnProgress,
  type PlaceLimits,
  type PlaceOutcome,
} from "@/lib/collect/run/collect-place";
import { nothingPlanned, type RunResult, readRunResult } from "@/lib/collect/run/run-result";

export interface CollectionOptions {
  readonly selection?: HandSelection;
  readonly by: Trigger;
  /** Accounts read at the same time; one call in flight per account (architecture.md §7). */
  readonly concurrency?: number;
  /** When to begin no further window, and when to stop altogether; without them only `signal` ends the work early. */
  readonly limits?: PlaceLimits;
  /** How long a rate limit, or another worker on the same account, is waited for; default 120 s (architecture.md §6.6). */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** Four calls per app at most, whatever the machine. */
export const usualConcurrency = 4;
const usualPatienceMs = 120_000;
/** How often another worker's account is looked at again. */
const lookAgainMs = 250;

/**
 * Collects in the foreground what a person asked for, with all retries, and answers what became of every account (CLI, POST). Done only
 * when expected = done (R13).
 *
 * @throws WrongSelection: nothing was written.
 */
export async function runCollection(collector: Collector, options: CollectionOptions): Promise<RunResult> {
  const planned = await planByHand(collector, options.selection ?? {}, options.by);
  return planned ? finishRun(collector, planned, options) : nothingPlanned;
}

/** Works on the open places of a run until they are closed, the deadline comes or patience ends. */
export async function finishRun(
  collector: Collector,
  planned: PlannedRun,
  options: Omit<CollectionOptions, "selection" | "by">,
): Promise<RunResult> {
  const signal = options.signal ?? new AbortController().signal;
  const limits = options.limits ?? { isOver: () => signal.aborted, signal };
  const patience = { leftMs: options.patienceMs ?? usualPatienceMs };
  await inParallel(options.concurrency ?? usualConcurrency, planned.accountIds, async (accountId) => {
    while (!limits.isOver()) {
      const outcome = await collectOpen(collector, accountId, planned, limits, options.onProgress);
      const waitMs = outcome && waitOf(collector, outcome);
      if (!waitMs || waitMs > patience.leftMs) return;
      patience.leftMs -= waitMs;
      await sleep(waitMs, undefined, { signal: limits.signal }).catch(() => undefined);
    }
  });
  return readRunResult(collector.db, planned.runId);
}

async function collectOpen(
  collector: Collector,
  accountId: string,
  planned: PlannedRun,
  limits: PlaceLimits,
  onProgress: OnProgress | undefined,
): Promise<PlaceOutcome | null> {
  const [place] = await collector.db.asCollector((tx) => readOpenPlaces(tx, accountId, planned.runId));
  return place ? collectPlace(collector, place, limits, onProgress) : null;
}

/** Milliseconds until an open place may be tried again; 0 when it is closed. */
function waitOf({ clock }: Collector, outcome: PlaceOutcome): number {
  if (outcome.state === "waiting")
    return Math.max(lookAgainMs, clock().until(outcome.until).total("milliseconds"));
  return outcome.state === "queued" && outcome.reason === "held" ? lookAgainMs : 0;
}
