/** A sink that keeps all rows of a read, those of a read begun anew only once. */
export function gatherPages<T>(): { readonly rows: T[]; page(rows: readonly T[]): void; restart(): void } {
  const rows: T[] = [];
  return {
    rows,
    page(more) {
      for (const row of more) rows.push(row);
    },
    restart() {
      rows.length = 0;
    },
  };
}
