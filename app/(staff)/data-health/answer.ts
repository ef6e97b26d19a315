import type { Temporal } from "temporal-polyfill";
import type { CheckRow } from "@/app/(staff)/data-health/check-rows";
import { keptBy } from "@/components/shell/kept-by";
import type { HealthGrid } from "@/lib/facts/grid/build-grid";
import { gapStates } from "@/lib/facts/grid/cell-state";
import { isUncalled, type LastCalls } from "@/lib/facts/grid/read-calls";
import type { Translate } from "@/lib/i18n/translator";

/** The monitor is called every few minutes: after this long nobody watches (architecture.md §5, R13). */
const monitorPatienceMinutes = 60;

export interface AnswerInput {
  /** null where it could not be read. */
  readonly grid: HealthGrid | null;
  readonly checks: { readonly rows: readonly CheckRow[]; readonly everRan: boolean } | null;
  readonly calls: LastCalls | null;
  readonly now: Temporal.Instant;
}

/** Whether a client has a day that is not there or does not reconcile, or no account that could have days. */
export function isTroubled(row: HealthGrid["rows"][number]): boolean {
  return (
    row.client.account === null ||
    row.cells.some((cell) => cell && (gapStates.includes(cell.state) || cell.state === "unreconciled"))
  );
}

/** Days and clients behind the answer. */
export function countDays(grid: HealthGrid) {
  const cells = grid.rows.flatMap((row) => row.cells.flatMap((cell) => cell ?? []));
  const count = (...states: string[]) => cells.filter(({ state }) => states.includes(state)).length;
  return {
    all: cells.length,
    missing: count("failed", "missing"),
    unreconciled: count("unreconciled"),
    late: count("late"),
    affected: grid.rows.filter(isTroubled).length,
    clients: grid.rows.length,
  };
}

/**
 * The page's answer by fixed rules, worse news first: nobody calls the collection; days are not there; days do not reconcile; days are late; all
 * is there. What is not known is always said, so that it never reads as if all were good (R13). `time` writes an instant for the reader.
 */
export function answerOf(
  t: Translate,
  { grid, checks, calls, now }: AnswerInput,
  time: (at: Temporal.Instant) => string,
): { readonly answer: string; readonly rest: string } {
  if (grid && grid.rows.length === 0) {
    return { answer: t("health.answer.none"), rest: t("health.answer.noneRest") };
  }
  const sentences = [
    ...calledSentences(t, calls, now, time),
    ...(grid
      ? daySentences(
          t,
          keptBy([grid], "counted", () => countDays(grid)),
          lateWords(calls, now),
        )
      : [t("health.answer.unread"), t("health.answer.unreadRest")]),
    ...checkSentences(t, checks),
    ...watchedSentences(t, calls, now, time),
    ...contradictedSentences(t, calls, grid),
  ];
  const [answer = "", ...rest] = sentences;
  return { answer, rest: rest.join(" ") };
}

/** A pass is promised only while somebody calls it. */
function lateWords(calls: LastCalls | null, now: Temporal.Instant) {
  if (!calls) return "lateOnly";
  return isUncalled(calls.collection, now) ? "lateUncalled" : "late";
}

function daySentences(
  t: Translate,
  counts: ReturnType<typeof countDays>,
  lateAs: ReturnType<typeof lateWords>,
): string[] {
  const { all, missing, unreconciled, late, affected, clients } = counts;
  const sentences: string[] = [];
  const of = { all: String(all) };
  if (missing > 0) {
    const words = t("health.answer.missing", { ...of, count: missing });
    sentences.push(
      unreconciled > 0
        ? t("health.answer.missingAnd", { missing: words, count: unreconciled })
        : t("health.answer.missingOnly", { missing: words }),
    );
  } else if (unreconciled > 0) {
    sentences.push(t("health.answer.unreconciled", { ...of, count: unreconciled }));
  }
  if (late > 0) sentences.push(t(`health.answer.${lateAs}`, { ...of, count: late }));
  if (affected > 0) {
    sentences.push(t("health.answer.affected", { count: affected, others: clients - affected }));
    return sentences;
  }
  return [all === 0 ? t("health.answer.nothingDue") : t("health.answer.allClosed", { count: all })];
}

function checkSentences(t: Translate, checks: AnswerInput["checks"]): string[] {
  if (!checks) return [t("health.answer.checksUnread")];
  if (!checks.everRan) return [t("health.answer.checksNever")];
  const count = (kind: CheckRow["kind"]) => checks.rows.filter((row) => row.kind === kind).length;
  const unknown = count("unknown");
  const found = count("finding");
  const partly = checks.rows.filter(
    ({ kind, evaluated, expected }) => kind !== "unknown" && evaluated < expected,
  );
  return [
    ...(unknown > 0 ? [t("health.answer.checksUnknown", { count: unknown })] : []),
    ...(found > 0 ? [t("health.answer.checksFound", { count: found })] : []),
    ...(unknown === 0 && partly.length > 0
      ? [t("health.answer.checksPartly", { count: partly.length })]
      : []),
  ];
}

function calledSentences(
  t: Translate,
  calls: LastCalls | null,
  now: Temporal.Instant,
  time: (at: Temporal.Instant) => string,
): string[] {
  if (!calls) return [];
  if (!calls.collection) return [t("health.answer.neverCalled")];
  return isUncalled(calls.collection, now)
    ? [t("health.answer.uncalled", { time: time(calls.collection) })]
    : [];
}

/** The monitor counts all as read although days are failed or missing here: it is not to be believed (incident 34). */
function contradictedSentences(t: Translate, calls: LastCalls | null, grid: HealthGrid | null): string[] {
  const saw = calls?.monitorSaw;
  // Before a morning's pass should be over the monitor expects nobody, or some: then its count says nothing of the others.
  const accounts = grid?.rows.filter(({ client }) => client.account !== null).length ?? 0;
  if (!saw || !grid || saw.done < saw.expected || saw.expected < Math.max(1, accounts)) return [];
  const unread = grid.rows.filter((row) => {
    const newest = row.cells.findLast((cell) => cell !== null && cell.state !== "late");
    return newest && gapStates.includes(newest.state);
  }).length;
  const numbers = { done: String(saw.done), expected: String(saw.expected) };
  return unread > 0 ? [t("health.answer.contradicted", { ...numbers, count: unread })] : [];
}

function watchedSentences(
  t: Translate,
  calls: LastCalls | null,
  now: Temporal.Instant,
  time: (at: Temporal.Instant) => string,
): string[] {
  if (!calls) return [t("health.answer.callsUnread")];
  if (!calls.monitor) return [t("health.answer.neverWatched")];
  const minutes = now.since(calls.monitor).total("minutes");
  return minutes > monitorPatienceMinutes
    ? [t("health.answer.unwatched", { time: time(calls.monitor) })]
    : [];
}
