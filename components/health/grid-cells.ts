/** A day's cell, with or without a row behind it. */
export function isCell(node: unknown): node is HTMLTableCellElement {
  return node instanceof HTMLTableCellElement && node.classList.contains("c");
}

/** Which client and day a cell is. */
export function placeOf(cell: Element, days: readonly string[]) {
  const row = cell.closest("tr");
  const day = cell instanceof HTMLTableCellElement ? days[cell.cellIndex - 1] : undefined;
  const client = row?.dataset.client;
  return client && day ? { client, day } : null;
}

/** The cell of a client and day; null where the grid does not have it. */
export function cellAt(
  root: Element,
  place: { readonly client: string; readonly day: string },
  days: readonly string[],
): HTMLTableCellElement | null {
  const row = root.querySelector<HTMLTableRowElement>(`tr[data-client="${CSS.escape(place.client)}"]`);
  const cell = row?.cells[days.indexOf(place.day) + 1];
  return days.includes(place.day) && isCell(cell) ? cell : null;
}

/** Where a key leads from a cell: a neighbour that is seen, or null when the key is not one that moves. */
export function moveFrom(cell: HTMLTableCellElement, key: string): HTMLTableCellElement | null {
  const row = cell.closest("tr");
  if (!row) return null;
  const cells = [...row.cells].filter((each) => isCell(each) && isSeen(each));
  const index = cells.indexOf(cell);
  switch (key) {
    case "ArrowLeft":
      return cells[Math.max(0, index - 1)] ?? cell;
    case "ArrowRight":
      return cells[Math.min(cells.length - 1, index + 1)] ?? cell;
    case "Home":
      return cells[0] ?? cell;
    case "End":
      return cells.at(-1) ?? cell;
    case "ArrowUp":
    case "ArrowDown": {
      const rows = [...(row.parentElement?.children ?? [])].filter(isSeen);
      const next = rows[rows.indexOf(row) + (key === "ArrowUp" ? -1 : 1)];
      const below = next instanceof HTMLTableRowElement ? next.cells[cell.cellIndex] : undefined;
      return isCell(below) && isSeen(below) ? below : cell;
    }
    default:
      return null;
  }
}

/** Moves the grid's one tab stop to a cell and goes there. */
export function focusCell(cell: HTMLTableCellElement): void {
  for (const other of cell.closest("table")?.querySelectorAll("td[tabindex]") ?? [])
    other.removeAttribute("tabindex");
  cell.tabIndex = 0;
  cell.focus();
}

function isSeen(element: Element): boolean {
  return element.getClientRects().length > 0;
}
