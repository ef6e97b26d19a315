import type { Temporal } from "temporal-polyfill";
import type { Alert } from "@/lib/alerts/alert";
import type { StaffTx } from "@/lib/db/database";
import { type TodayAnswer, todayAnswer } from "@/lib/today/answer";
import { type Need, needsOf } from "@/lib/today/needs";
import { readOpenAlerts } from "@/lib/today/read-open-alerts";
import { isUnchecked, isUnwatched, type Operation, readOperation } from "@/lib/today/read-operation";
import type { Portfolio } from "@/lib/today/read-portfolio";
import { addDays, dayIn } from "@/lib/values/calendar-day";

/** What is known beside the figures: open alerts, and whether runs, checks and monitor did their work. */
export interface Watch {
  readonly alerts: readonly Alert[];
  readonly operation: Operation;
}

/** Two statements. */
export async function readWatch(tx: StaffTx, now: Temporal.Instant): Promise<Watch> {
  return { alerts: await readOpenAlerts(tx), operation: await readOperation(tx, now) };
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
    unknown: watch?.operation.checks.unknown ?? 0,
    unchecked: watch === null || isUnchecked(watch.operation, now),
    yesterday: addDays(dayIn(zone, now), -1),
    unwatched: watch !== null && isUnwatched(watch.operation, now),
  });
  return { answer, needs };
}
