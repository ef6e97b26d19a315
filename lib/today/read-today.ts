import type { Temporal } from "temporal-polyfill";
import type { Alert } from "@/lib/alerts/alert";
import type { StaffTx } from "@/lib/db/database";
import { isUncalled } from "@/lib/facts/grid/read-calls";
import { type TodayAnswer, todayAnswer } from "@/lib/today/answer";
import { type Need, needsOf } from "@/lib/today/needs";
import { readOpenAlerts } from "@/lib/today/read-open-alerts";
import { isUnchecked, isUnwatched, type Operation, readOperation } from "@/lib/today/read-operation";
import type { Portfolio } from "@/lib/today/read-portfolio";
import { countDoubted, readUnjudged, type Unjudged } from "@/lib/today/read-unjudged";
import { addDays, dayIn } from "@/lib/values/calendar-day";

/** What is known beside the figures: open alerts, and whether runs, checks and monitor did their work. */
export interface Watch {
  readonly alerts: readonly Alert[];
  readonly operation: Operation;
  /** Clients whose state cannot be judged in full, whatever the reason. */
  readonly unjudged: readonly Unjudged[];
}

/** Three statements. */
export async function readWatch(tx: StaffTx, now: Temporal.Instant): Promise<Watch> {
  const [alerts, operation, unjudged] = await Promise.all([
    readOpenAlerts(tx),
    readOperation(tx, now),
    readUnjudged(tx, now),
  ]);
  return { alerts, operation, unjudged };
}

export interface Today {
  readonly answer: TodayAnswer;
  /** What waits for somebody, by money affected. */
  readonly needs: readonly Need[];
}

/** Sentence and needs from the two halves of the page, of which either may be unread (null): what is not known is never called well. Pure. */
export function todayOf(
  portfolio: Portfolio | null,
  watch: Watch | null,
  { zone, now }: { readonly zone: string; readonly now: Temporal.Instant },
): Today {
  const rows = portfolio?.rows ?? [];
  const needs = watch ? needsOf(watch.alerts, rows) : [];
  if (!portfolio) return { needs, answer: { rule: "unread", need: 0, all: 0, toYesterday: false, rest: [] } };
  const needed = new Set(needs.flatMap(({ clients }) => clients.map(({ clientId }) => clientId)));
  const answer = todayAnswer({
    clients: rows.map(({ clientId, data }) => ({ needed: needed.has(clientId), data })),
    portal: needs.filter(({ clients }) => clients.length === 0).length,
    unknown: countDoubted(watch?.unjudged ?? []),
    unjudged: (watch?.unjudged.length ?? 0) - countDoubted(watch?.unjudged ?? []),
    unread: watch === null,
    unchecked: watch !== null && isUnchecked(watch.operation, now),
    yesterday: addDays(dayIn(zone, now), -1),
    uncalled: watch !== null && isUncalled(watch.operation.collectionAt, now),
    unwatched: watch !== null && isUnwatched(watch.operation, now),
  });
  return { answer, needs };
}
