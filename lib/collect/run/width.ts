import { type Window, windowLength } from "@/lib/values/window";

/** Days per request, each step narrower than the one before (graph-api.md §7, split order). */
export const widths = [31, 15, 7, 3, 1] as const;

/** The next step below so many days. */
export function narrower(length: number): number {
  return widths.find((days) => days < length) ?? 1;
}

/** How wide the windows of one account are in one pass: begins a step above the width that worked last (graph-api.md §7). Days. */
export class Width {
  #days: number;
  #known: number | null;
  #hasNarrowed = false;

  /** `goodDays`: the widest that Meta answered, null for no limit known. `stays`: without the step above it. */
  constructor(goodDays: number | null, stays = false) {
    this.#known = goodDays;
    const wider = widths.findLast((days) => goodDays !== null && days > goodDays && !stays);
    this.#days = wider ?? goodDays ?? widths[0];
  }

  get days(): number {
    return this.#days;
  }

  /** A window was too much: the next narrower step. Answers what is to be remembered. */
  narrow(window: Window): number {
    const length = windowLength(window);
    this.#days = narrower(length);
    this.#hasNarrowed = true;
    this.#known = this.#days;
    return this.#days;
  }

  /** A window was answered. What is to be remembered when it shows that more is possible: days, null = no limit; else undefined. */
  worked(window: Window): number | null | undefined {
    if (this.#known === null || this.#hasNarrowed || windowLength(window) <= this.#known) return undefined;
    this.#known = this.#days === widths[0] ? null : this.#days;
    return this.#known;
  }
}
