/** Postgres takes 65,535 values with a statement; a wide row of ours has two dozen. */
const rowsAtOnce = 2_000;

/** Rows in pieces that one `INSERT … VALUES`, or one list of ids, can carry, in their order. */
export function rowPieces<Row>(rows: readonly Row[]): Row[][] {
  const pieces: Row[][] = [];
  for (let begin = 0; begin < rows.length; begin += rowsAtOnce) {
    pieces.push(rows.slice(begin, begin + rowsAtOnce));
  }
  return pieces;
}
