import type { Temporal } from "temporal-polyfill";
import type { Collector } from "@/lib/collect/collector";
import { type Failure, isTooHeavy, mayBeOutage, ownFailure } from "@/lib/collect/failure";
import { passCallGate } from "@/lib/collect/gate/call-gate";
import { endGoneGaps } from "@/lib/collect/life/end-gone-gaps";
import { longestWindow } from "@/lib/collect/plan/cover-days";
import { mostClamps } from "@/lib/collect/retention";
import { failsByItsDays } from "@/lib/collect/run/fails-by-its-days";
import { noteAnswer } from "@/lib/collect/run/note-answer";
import type { PlaceMemory } from "@/lib/collect/run/place-memory";
import { narrower } from "@/lib/collect/run/width";
import { collectWindow, type WantedWindow, type WindowOutcome } from "@/lib/collect/window/collect-window";
import { nameGaps } from "@/lib/collect/window/gaps";
import type { GraphClient } from "@/lib/graph/graph-client";
import { paceOf } from "@/lib/graph/pace/pace";
import { addDays, type CalendarDay, dayIn, laterDay } from "@/lib/values/calendar-day";
import type { RunId } from "@/lib/values/ids";
import { type Window, windowLength } from "@/lib/values/window";

/** How a window of a place ended: every day of it stored or named as a gap, or why no more is read now. */
export type WindowEnd =
  | { readonly kind: "read" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "wait"; readonly until: Temporal.Instant; readonly reason: string }
  | { readonly kind: "skip"; readonly reason: string }
  | { readonly kind: "leave"; readonly reason: "held" | "deadline" };

/** Tries of one window whose mapping somebody keeps changing. */
const mostMappingChanges = 3;
/** After so many single days that may be an outage it is seen whether Meta answers at all; if not, the pass ends: more of them would only be slow. */
const mostDoubtful = 3;
/** As many single days in a row that are not answered, though others are, end it too: the rest is for another turn. */
const mostUnanswered = longestWindow;
/** Turns in which one and the same window may be called too heavy (graph-api.md §5.3), or may take all its time, before it is split. */
const mostHeavyTries = 4;
const mostTimeouts = 2;

/**
 * Reads a window of at most 31 days, newest days first, in requests as wide as Meta answers for this account (graph-api.md §7, split order):
 * what is too much is asked for in fewer days, down to one, each its own attempt and transaction (R4). A single day that is not answered
 * becomes a named gap and the rest goes on. A window that fails by its days though Meta did not call it too much is narrowed for itself alone:
 * the account's width is not to blame. Before each request the limits that any worker has met are looked at.
 */
export async function readWindow(
  collector: Collector,
  graph: GraphClient,
  wanted: Omit<WantedWindow, "account" | "isHistory">,
  memory: PlaceMemory,
  /** The days of the pass itself; its newest one is asked for where it is to be seen whether Meta answers at all. */
  own: Window,
  limits: { readonly isOver: () => boolean; readonly signal: AbortSignal },
): Promise<WindowEnd> {
  const { db, clock } = collector;
  const isAnswering = () => probe(collector, graph, wanted, memory, own.until, limits.signal);
  let left: Window | null = wanted.window;
  /** Days per request of this window only, and whether that holds for the rest of it too: what is lost in paging is lost again. */
  let most: number | null = null;
  let isLasting = false;
  while (left) {
    if (limits.isOver()) return { kind: "leave", reason: "deadline" };
    const gate = await db.asCollector((tx) => passCallGate(tx, collector, memory.account.id, clock()));
    if (gate.kind === "wait") return gate;
    if (gate.kind === "stopped") return { kind: "skip", reason: gate.reason };
    const paced = paceWindow(left, memory, clock());
    if (!paced) return { kind: "wait", until: clock().add({ minutes: 5 }), reason: "rate_limited" };
    const part = newest(paced, Math.min(memory.width.days, most ?? longestWindow));
    const isHistory = part.until < own.since;
    const asked = { ...wanted, account: memory.account, window: part, isHistory };
    const outcome = await collectSettled(collector, graph, asked, limits.signal);
    if (outcome.kind === "held") return { kind: "leave", reason: "held" };
    if (outcome.kind === "mapping_changed") {
      const message = "The client's mapping kept changing while its figures were read.";
      return { kind: "failed", failure: ownFailure("internal", message, "RETRY") };
    }
    await noteAnswer(collector, memory, part, outcome, gate);
    if (outcome.kind === "failed") {
      const { failure, blockedUntil } = outcome;
      if (limits.signal.aborted) return { kind: "leave", reason: "deadline" };
      if (isTooHeavy(failure) && windowLength(part) > 1) continue;
      if (failure.cutShort) await narrowAfterTries(collector, memory, wanted.runId, part, failure);
      if (blockedUntil) return { kind: "wait", until: blockedUntil, reason: "rate_limited" };
      const isGone = failure.class === "CLAMP" && windowLength(part) <= mostClamps + 1;
      if (isGone) {
        const oldest = addDays(part.until, 1);
        await db.asCollectorBulk((tx) => endGoneGaps(tx, memory.account.id, oldest, clock()));
      } else {
        if (!isTooHeavy(failure)) {
          const of = { isHistory, isAnswering };
          const narrowest = await failsByItsDays(collector, memory, part, failure, of);
          if (narrowest === null) return { kind: "failed", failure };
          most = narrower(narrowest);
          isLasting = failure.class === "RESTART_PAGING";
          if (windowLength(part) > 1) continue;
        }
        const mayGoOn = await nameGap(collector, memory, part.until, failure, isAnswering);
        if (!mayGoOn) return { kind: "failed", failure: mayBeOutage(failure) ? asOutage(failure) : failure };
      }
    } else {
      memory.unanswered = 0;
      if (!isLasting) most = null;
    }
    left = part.since > left.since ? { since: left.since, until: addDays(part.since, -1) } : null;
  }
  return { kind: "read" };
}

/** What is left of the doubtful days when a place's windows are through: gaps if Meta answered for others, an outage if it never did. */
export async function settleDoubt({ db, clock }: Collector, memory: PlaceMemory): Promise<Failure | null> {
  const [first] = memory.doubtful;
  if (!first) return null;
  if (!memory.isAnswered) return asOutage(first.failure);
  await db.asCollectorBulk((tx) => nameGaps(tx, memory.account, memory.doubtful, clock()));
  memory.gap = first.failure;
  memory.doubtful = [];
  return null;
}

/** False when the pass must end here: it looks like an outage, or too many days in a row are not answered. */
async function nameGap(
  { db, clock }: Collector,
  memory: PlaceMemory,
  date: CalendarDay,
  failure: Failure,
  isAnswering: () => Promise<boolean>,
): Promise<boolean> {
  memory.unanswered += 1;
  if (mayBeOutage(failure)) {
    memory.doubtful.push({ date, failure });
    if (memory.doubtful.length < mostDoubtful) return true;
    // A good answer names them (note-answer.ts).
    return memory.isAnswered && memory.unanswered < mostUnanswered && (await isAnswering());
  }
  await db.asCollectorBulk((tx) => nameGaps(tx, memory.account, [{ date, failure }], clock()));
  memory.gap = failure;
  return memory.unanswered < mostUnanswered;
}

/** Whether Meta answers for the account right now, seen by a day that it has answered. */
async function probe(
  collector: Collector,
  graph: GraphClient,
  wanted: Omit<WantedWindow, "account" | "isHistory">,
  memory: PlaceMemory,
  day: CalendarDay,
  signal: AbortSignal,
): Promise<boolean> {
  const { db, clock } = collector;
  const gate = await db.asCollector((tx) => passCallGate(tx, collector, memory.account.id, clock()));
  if (gate.kind !== "open") return false;
  const window = { since: day, until: day };
  const outcome = await collectSettled(
    collector,
    graph,
    { ...wanted, account: memory.account, window },
    signal,
  );
  if (outcome.kind !== "stored" && outcome.kind !== "failed") return false;
  await noteAnswer(collector, memory, window, outcome, gate);
  return outcome.kind === "stored";
}

/** Comes by again by itself. */
function asOutage(failure: Failure): Failure {
  return { ...failure, class: "RETRY", reason: "meta_unavailable" };
}

/** Tries that were left to later turns count like those of one read: after so many the request is one that is too heavy (F04). */
async function narrowAfterTries(
  { db }: Collector,
  memory: PlaceMemory,
  runId: RunId,
  window: Window,
  { code, subcode, message }: Failure,
): Promise<void> {
  const most = code === null ? mostTimeouts : code === 2 && subcode === 1504044 ? mostHeavyTries : null;
  if (most === null || windowLength(window) === 1) return;
  await db.asCollectorBulk(async (tx) => {
    const [tried] = await tx<{ times: number }[]>`
      select count(*)::int as times from collection_attempts
      where run_id = ${runId} and ad_account_id = ${memory.account.id} and since = ${window.since} and until = ${window.until}
        and state = 'failed' and error_code is not distinct from ${code} and error_message = ${message}`;
    if ((tried?.times ?? 0) < most) return;
    await tx`update ad_accounts set good_days = ${memory.width.narrow(window)} where id = ${memory.account.id}`;
  });
}

async function collectSettled(
  collector: Collector,
  graph: GraphClient,
  wanted: WantedWindow,
  signal: AbortSignal,
): Promise<WindowOutcome> {
  let outcome = await collectWindow(collector, graph, wanted, signal);
  for (let tries = 1; outcome.kind === "mapping_changed" && tries < mostMappingChanges; tries += 1) {
    outcome = await collectWindow(collector, graph, wanted, signal);
  }
  return outcome;
}

/** The part of a window that Meta's usage allows now; null when all of it is too old for that (graph-api.md §6.3). */
function paceWindow(left: Window, { usage, account }: PlaceMemory, now: Temporal.Instant): Window | null {
  const { lookBackDays } = paceOf(usage);
  if (lookBackDays === null) return left;
  const oldest = addDays(dayIn(account.timeZone, now), -lookBackDays);
  return left.until < oldest ? null : { since: laterDay(left.since, oldest), until: left.until };
}

function newest({ since, until }: Window, days: number): Window {
  return { since: laterDay(since, addDays(until, 1 - days)), until };
}
