import type { Times } from "@/app/(staff)/data-health/times";
import type { ChecksCoverage } from "@/lib/facts/checks-coverage";
import { nextPassAt } from "@/lib/facts/grid/grid-window";
import { isUncalled, type LastCalls } from "@/lib/facts/grid/read-calls";
import type { GridClient } from "@/lib/facts/grid/read-grid-clients";
import type { Translate } from "@/lib/i18n/translator";

/** A part of the line, and which figure of data health it tells, if it does. */
export interface HeadPart {
  readonly text: string;
  readonly of?: "evaluated" | "monitor";
}

/** "Checks of 04:49: 16 of 16 evaluated · collection called 08:07 · next pass 12:00 · monitor 07:55": who still works, at one glance. */
export function headRight(
  t: Translate,
  read: {
    readonly times: Times;
    readonly calls: LastCalls | null;
    /** null where it could not be read. */
    readonly coverage: ChecksCoverage | null;
    readonly clients: readonly GridClient[];
  },
): readonly HeadPart[] {
  const { times, calls, coverage, clients } = read;
  const zones = [...new Set(clients.flatMap(({ account }) => account?.zone ?? []))];
  // Of a pass that nobody will call no time is promised.
  const next = calls && isUncalled(calls.collection, times.now) ? null : nextPassAt(zones, times.now);
  return [
    ...(coverage ? [checksPart(t, times, coverage)] : []),
    ...(calls
      ? [
          {
            text: calls.collection
              ? t("health.head.lastCall", { time: times.moment(calls.collection) })
              : t("health.head.lastCallNever"),
          },
        ]
      : []),
    ...(next ? [{ text: t("health.head.next", { time: times.moment(next) }) }] : []),
    ...(calls ? [monitorPart(t, times, calls)] : []),
  ];
}

function checksPart(
  t: Translate,
  times: Times,
  { evaluatedAt, evaluated, expected }: ChecksCoverage,
): HeadPart {
  if (!evaluatedAt) return { text: t("health.head.checksNever") };
  const counts = { evaluated: String(evaluated), expected: String(expected) };
  return { of: "evaluated", text: t("health.head.checks", { time: times.moment(evaluatedAt), ...counts }) };
}

function monitorPart(t: Translate, times: Times, { monitor, monitorSaw }: LastCalls): HeadPart {
  if (!monitor) return { text: t("health.head.monitorNever") };
  const time = times.moment(monitor);
  if (!monitorSaw || monitorSaw.expected === 0) return { text: t("health.head.monitor", { time }) };
  const counts = { done: String(monitorSaw.done), expected: String(monitorSaw.expected) };
  return { of: "monitor", text: t("health.head.monitorSaw", { time, ...counts }) };
}
