import type { Times } from "@/app/(staff)/data-health/times";
import { nextPassAt } from "@/lib/facts/grid/grid-window";
import type { LastCalls } from "@/lib/facts/grid/read-calls";
import type { LastCheckRun } from "@/lib/facts/grid/read-check-answers";
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
    readonly run: LastCheckRun | null;
    readonly clients: readonly GridClient[];
  },
): readonly HeadPart[] {
  const { times, calls, run, clients } = read;
  const zones = [...new Set(clients.flatMap(({ account }) => account?.zone ?? []))];
  const next = nextPassAt(zones, times.now);
  return [
    run
      ? {
          of: "evaluated",
          text: t("health.head.checks", {
            time: times.moment(run.finishedAt),
            evaluated: String(run.evaluated),
            expected: String(run.expected),
          }),
        }
      : { text: t("health.head.checksNever") },
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

function monitorPart(t: Translate, times: Times, { monitor, monitorSaw }: LastCalls): HeadPart {
  if (!monitor) return { text: t("health.head.monitorNever") };
  const time = times.moment(monitor);
  if (!monitorSaw || monitorSaw.expected === 0) return { text: t("health.head.monitor", { time }) };
  const counts = { done: String(monitorSaw.done), expected: String(monitorSaw.expected) };
  return { of: "monitor", text: t("health.head.monitorSaw", { time, ...counts }) };
}
