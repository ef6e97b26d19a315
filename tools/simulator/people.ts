import type { SourceRow } from "@/tools/simulator/world";

/** Of the people beyond the largest group, how many were not in it: on one day, and over several days. */
const newOnOneDay = 0.55;
const newOverDays = 0.45;

/**
 * How many people the rows reached together: they overlap, so it is never the sum and never below the largest part (graph-api.md §3.5). A
 * period's reach is at most the sum of its days', more days or more ads never lower it. null where no row says its reach.
 */
export function peopleOf(rows: readonly SourceRow[]): number | null {
  const days = new Map<string, number[]>();
  for (const { reach, date_start, date_stop } of rows) {
    if (typeof reach !== "string") continue;
    const key = `${date_start}|${date_stop}`;
    const day = days.get(key);
    if (day) day.push(Number(reach));
    else days.set(key, [Number(reach)]);
  }
  if (days.size === 0) return null;
  return together(
    [...days.values()].map((reaches) => together(reaches, newOnOneDay)),
    newOverDays,
  );
}

function together(reaches: readonly number[], share: number): number {
  const largest = reaches.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  return Math.round(largest + (reaches.reduce((sum, one) => sum + one, 0) - largest) * share);
}
