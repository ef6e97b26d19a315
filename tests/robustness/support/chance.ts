/** A whole number from 0, under `count`. */
export const within = (random: () => number, count: number): number =>
  Math.floor(random() * Math.max(1, count));

/** One of a list that is not empty. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  return list[within(random, list.length)] as T;
}
