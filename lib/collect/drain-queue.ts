import type { Temporal } from "temporal-polyfill";
import { collectPlace, type PlaceLimits, type PlaceOutcome } from "@/lib/collect/collect-place";
import type { Collector } from "@/lib/collect/collector";
import { inParallel } from "@/lib/collect/in-parallel";
import type { CollectQueue } from "@/lib/collect/queue";
import { usualConcurrency } from "@/lib/collect/run-collection";
import { readOpenPlaces } from "@/lib/collect/run-places";
import type { RunId } from "@/lib/values/ids";

/** How long a job steps aside when another worker has its account. */
const heldSeconds = 20;

/** Places that were worked on, by what became of them; `remaining` stay open and have a job again. */
export interface Drained {
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly remaining: number;
  readonly runIds: readonly RunId[];
}

/** Works off jobs until there is none that is ready or the limits say stop. Two callers share the work, never an account. */
export async function drainQueue(
  collector: Collector,
  queue: CollectQueue,
  limits: PlaceLimits,
  concurrency: number = usualConcurrency,
): Promise<Drained> {
  const count = { done: 0, failed: 0, skipped: 0, remaining: 0 };
  const runIds = new Set<RunId>();
  await inParallel(concurrency, Array.from({ length: concurrency }), async () => {
    while (!limits.isOver()) {
      const job = await queue.take();
      if (!job) return;
      for (const { runId, outcome } of await collectJob(collector, queue, job.accountId, limits)) {
        runIds.add(runId);
        if (outcome.state === "waiting" || outcome.state === "queued") count.remaining += 1;
        else count[outcome.state] += 1;
      }
      await queue.complete(job);
    }
  });
  return { ...count, runIds: [...runIds] };
}

/**
 * One job: every open place of its account, oldest run first. What stays open gets a job again, later where Meta said wait or another worker
 * is at it. Answers each place's outcome.
 */
export async function collectJob(
  collector: Collector,
  queue: CollectQueue,
  accountId: string,
  limits: PlaceLimits,
): Promise<{ readonly runId: RunId; readonly outcome: PlaceOutcome }[]> {
  const { db, clock } = collector;
  const ended: { runId: RunId; outcome: PlaceOutcome }[] = [];
  for (const place of await db.asCollector((tx) => readOpenPlaces(tx, accountId))) {
    const outcome = await collectPlace(collector, place, limits);
    ended.push({ runId: place.runId, outcome });
    if (outcome.state !== "waiting" && outcome.state !== "queued") continue;
    const startAfter = againAt(outcome, clock());
    await db.asCollector((tx) => queue.send(tx, accountId, startAfter));
    break;
  }
  return ended;
}

function againAt(
  outcome: Extract<PlaceOutcome, { state: "waiting" | "queued" }>,
  now: Temporal.Instant,
): Date | undefined {
  if (outcome.state === "waiting") return new Date(outcome.until.epochMilliseconds);
  return outcome.reason === "held"
    ? new Date(now.add({ seconds: heldSeconds }).epochMilliseconds)
    : undefined;
}
