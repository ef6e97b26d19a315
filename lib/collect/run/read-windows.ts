import type { Collector } from "@/lib/collect/collector";
import type { Failure } from "@/lib/collect/failure";
import { coverDays, hullOf } from "@/lib/collect/plan/cover-days";
import { type Pending, readPending } from "@/lib/collect/plan/pending-windows";
import type { OpenPlace } from "@/lib/collect/plan/run-places";
import type { OnProgress, PlaceLimits } from "@/lib/collect/run/collect-place";
import type { PlaceMemory } from "@/lib/collect/run/place-memory";
import { readWindow, settleDoubt, type WindowEnd } from "@/lib/collect/run/read-window";
import { recheckUnbuilt } from "@/lib/collect/window/unbuilt-lists";
import type { GraphClient } from "@/lib/graph/graph-client";
import { addDays, dayIn, daysBetween } from "@/lib/values/calendar-day";
import { daysOf, type Window } from "@/lib/values/window";

/** How far a place's windows were read: all of them, or why not. */
export type WindowsEnd =
  | Exclude<WindowEnd, { kind: "read" | "failed" }>
  /** `isHistory`: the place's own days were read, older ones failed. */
  | (Extract<WindowEnd, { kind: "failed" }> & { readonly isHistory: boolean })
  /** `held`: why older days were left for another time. `gap`: the newest day that Meta did not answer. */
  | { readonly kind: "read"; readonly held: Pending["held"]; readonly gap: Failure | null }
  | { readonly kind: "older_days"; readonly age: number };

/**
 * Reads what a place still has to read, newest first; the first failure ends it. After each window it is looked again at what is left: it
 * may have passed a gate, and what Meta said of its budgets may end the backfill.
 */
export async function readWindows(
  collector: Collector,
  graph: GraphClient,
  of: {
    readonly place: OpenPlace;
    readonly pending: Pending;
    readonly memory: PlaceMemory;
    readonly holder: string;
    readonly limits: PlaceLimits;
    readonly onProgress: OnProgress | undefined;
  },
): Promise<WindowsEnd> {
  const { place, memory, holder, limits, onProgress } = of;
  const { clock, db } = collector;
  let { pending } = of;
  const [newest] = pending.windows;
  if (newest)
    memory.account = await recheckUnbuilt(collector, graph, memory.account, newest.until, {
      holder,
      signal: limits.signal,
    });
  const seen = new Set<string>();
  for (let windowsDone = 1; ; windowsDone += 1) {
    const [window, ...later] = unseen(pending.windows, seen);
    if (!window) {
      const outage = await settleDoubt(collector, memory);
      return outage
        ? { kind: "failed", failure: outage, isHistory: false }
        : { kind: "read", held: pending.held, gap: memory.gap };
    }
    const { account } = memory;
    const age = daysBetween(window.until, addDays(dayIn(account.timeZone, clock()), -1));
    if (limits.isTooOld?.(age)) return { kind: "older_days", age };
    const wanted = { runId: place.runId, window, range: hullOf([window, ...later]), holder };
    const end = await readWindow(collector, graph, wanted, memory, place.window, limits);
    const windows = windowsDone + later.length;
    const step = { client: account.clientSlug, account: account.externalId, window, windowsDone, windows };
    onProgress?.({ ...step, outcome: end.kind });
    if (end.kind === "failed") return { ...end, isHistory: window.until < place.window.since };
    if (end.kind !== "read") return end;
    for (const day of daysOf(window)) seen.add(day);
    pending = await db.asCollector((tx) => readPending(tx, account, place, clock()));
  }
}

/** Windows without the days that this place has been through: one that is wanted although it was just read would be read for ever. */
function unseen(windows: readonly Window[], seen: ReadonlySet<string>): Window[] {
  return windows.flatMap((window) => {
    const days = daysOf(window).reverse();
    if (!days.some((day) => seen.has(day))) return [window];
    return coverDays(
      days.filter((day) => !seen.has(day)),
      (day) => seen.has(day),
    );
  });
}
