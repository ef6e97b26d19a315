import type { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { type CollectJob, type CollectQueue, monthsOf } from "@/lib/collect/plan/queue";
import { readOpenPlaces } from "@/lib/collect/plan/run-places";
import { collectPlace, type PlaceLimits, type PlaceOutcome } from "@/lib/collect/run/collect-place";
import { workQueue } from "@/lib/collect/run/work-queue";
import type { RunId } from "@/lib/values/ids";

/** Four call; the others write, or wait before they try again, so that no call of the four has to wait for that. */
export const jobsAtOnce = 8;
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
  concurrency: number = jobsAtOnce,
): Promise<Drained> {
  // A place may take several turns; what counts is how the last one ended.
  const places = new Map<string, { readonly runId: RunId; readonly outcome: PlaceOutcome }>();
  await workQueue(queue, {
    concurrency,
    isOver: limits.isOver,
    handle: async (job) => {
      for (const turn of await collectJob(collector, queue, job, limits)) {
        places.set(`${turn.runId} ${job.accountId}`, turn);
      }
    },
  });
  const count = { done: 0, failed: 0, skipped: 0, remaining: 0 };
  for (const { outcome } of places.values()) {
    if (outcome.state === "waiting" || outcome.state === "queued") count.remaining += 1;
    else count[outcome.state] += 1;
  }
  return { ...count, runIds: [...new Set([...places.values()].map(({ runId }) => runId))] };
}

/**
 * One job: every open place of its account, oldest run first, as far as its days are as new as the job is for. What stays open gets a job
 * again: later where Meta said wait or another worker is at it, and behind everybody's newer days where only older ones are left
 * (architecture.md §7). Answers each place's outcome.
 */
export async function collectJob(
  collector: Collector,
  queue: CollectQueue,
  { accountId, months }: CollectJob,
  limits: PlaceLimits,
): Promise<{ readonly runId: RunId; readonly outcome: PlaceOutcome }[]> {
  const { db, clock } = collector;
  const ended: { runId: RunId; outcome: PlaceOutcome }[] = [];
  const turn = { ...limits, isTooOld: (age: number) => monthsOf(age) > months };
  let age: number | null = null;
  for (const place of await db.asCollector((tx) => readOpenPlaces(tx, accountId))) {
    const outcome = await collectPlace(collector, place, turn);
    ended.push({ runId: place.runId, outcome });
    if (outcome.state === "queued" && outcome.reason === "older_days") {
      age = Math.min(age ?? outcome.age, outcome.age);
      continue;
    }
    if (outcome.state !== "waiting" && outcome.state !== "queued") continue;
    const startAfter = againAt(outcome, clock());
    await db.asCollector((tx) => queue.send(tx, [{ accountId, startAfter, age: months * 31 }]));
    return ended;
  }
  const older = age;
  if (older !== null) await db.asCollector((tx) => queue.send(tx, [{ accountId, age: older }]));
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
