import { Temporal } from "temporal-polyfill";
import type { DateRange } from "@/tools/simulator/date-presets";
import type { InsightsParams } from "@/tools/simulator/insights-params";
import type { SourceRow } from "@/tools/simulator/world";

/** Which period of the answer a row of the source falls into: first and last day, cut at the ends of the range. */
export function periodOf(
  { since, until }: DateRange,
  increment: InsightsParams["increment"],
): (row: SourceRow) => readonly [string, string] {
  const cut = (first: Temporal.PlainDate, last: Temporal.PlainDate): readonly [string, string] => [
    first.toString() < since ? since : first.toString(),
    last.toString() > until ? until : last.toString(),
  ];
  if (increment === 1) return (row) => [row.date_start, row.date_stop];
  if (increment === "all_days") return () => [since, until];
  if (increment === "monthly") {
    return ({ date_start }) => {
      const first = Temporal.PlainDate.from(date_start).with({ day: 1 });
      return cut(first, first.with({ day: first.daysInMonth }));
    };
  }
  const start = Temporal.PlainDate.from(since);
  return ({ date_start }) => {
    const passed = start.until(date_start, { largestUnit: "day" }).days;
    const first = start.add({ days: Math.floor(passed / increment) * increment });
    return cut(first, first.add({ days: increment - 1 }));
  };
}
