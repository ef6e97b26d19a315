/** Rows of a list that stand in the first answer; `rows=all` in the address asks for every one (docs/adr/0024). */
export const firstRows = 50;
/** Fewer than these are not worth a line that says they are left out. */
const fewest = 10;

export interface CutRows<Row> {
  /** In the order given. */
  readonly shown: readonly Row[];
  /** Left out, in the order given; none of them is one that `keeps`. */
  readonly left: readonly Row[];
}

/**
 * The first rows of a sorted list, and after them only those that somebody has to see (`keeps`), wherever they stand in the order. What is left
 * out is there to be counted and summed up; never one that needs attention. Pure.
 */
export function cutRows<Row>(
  rows: readonly Row[],
  { all, most = firstRows, keeps }: { all: boolean; most?: number; keeps: (row: Row) => boolean },
): CutRows<Row> {
  if (all || rows.length <= most + fewest) return { shown: rows, left: [] };
  const isShown = rows.map((row, index) => index < most || keeps(row));
  const left = rows.filter((_, index) => !isShown[index]);
  return left.length < fewest
    ? { shown: rows, left: [] }
    : { shown: rows.filter((_, index) => isShown[index]), left };
}
