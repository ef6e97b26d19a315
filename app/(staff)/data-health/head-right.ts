import type { Times } from "@/app/(staff)/data-health/times";
import { nextPassAt } from "@/lib/facts/grid/grid-window";
import type { LastCalls } from "@/lib/facts/grid/read-calls";
import type { LastCheckRun } from "@/lib/facts/grid/read-check-answers";
import type { GridClient } from "@/lib/facts/grid/read-grid-clients";
import type { Translate } from "@/lib/i18n/translator";

/** "Checks of 04:49: 16 of 16 evaluated · collection called 08:07 · next pass 12:00 · monitor 07:55": who still works, at one glance. */
export function headRight(
  t: Translate,
  read: {
    readonly times: Times;
    readonly calls: LastCalls | null;
    readonly run: LastCheckRun | null;
    readonly clients: readonly GridClient[];
  },
): string {
  const { times, calls, run, clients } = read;
  const zones = [...new Set(clients.flatMap(({ account }) => account?.zone ?? []))];
  const next = nextPassAt(zones, times.now);
  return [
    run
      ? t("health.head.checks", {
          time: times.moment(run.finishedAt),
          evaluated: String(run.evaluated),
          expected: String(run.expected),
        })
      : t("health.head.checksNever"),
    ...(calls
      ? [
          calls.collection
            ? t("health.head.lastCall", { time: times.moment(calls.collection) })
            : t("health.head.lastCallNever"),
        ]
      : []),
    ...(next ? [t("health.head.next", { time: times.moment(next) })] : []),
    ...(calls
      ? [
          calls.monitor
            ? calls.monitorSaw && calls.monitorSaw.expected > 0
              ? t("health.head.monitorSaw", {
                  time: times.moment(calls.monitor),
                  done: String(calls.monitorSaw.done),
                  expected: String(calls.monitorSaw.expected),
                })
              : t("health.head.monitor", { time: times.moment(calls.monitor) })
            : t("health.head.monitorNever"),
        ]
      : []),
  ].join(" · ");
}
