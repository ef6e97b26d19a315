/** One goal of performance.md: what was measured, against what, and what has to be reached. */
export interface Ratio {
  readonly goal: string;
  readonly what: string;
  readonly against: string;
  readonly ratio: number;
  readonly reach: number;
  readonly better: "higher" | "lower";
}

/** Whether the ratio reaches its goal. */
export function isReached({ ratio, reach, better }: Ratio): boolean {
  return better === "higher" ? ratio >= reach : ratio <= reach;
}

/** Prints one line a ratio; true when all are reached. */
export function printRatios(ratios: readonly Ratio[]): boolean {
  for (const entry of ratios) {
    const sign = entry.better === "higher" ? "at least" : "at most";
    const verdict = isReached(entry) ? "reached" : "MISSED";
    console.log(
      `${entry.goal.padEnd(4)} ${verdict.padEnd(8)} ${entry.ratio.toFixed(3).padStart(8)}  ${sign} ${entry.reach}  ${entry.what} against ${entry.against}`,
    );
  }
  return ratios.every(isReached);
}

/** The middle of some measurements; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new RangeError("The median of nothing.");
  return (lower + upper) / 2;
}
