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

/** What the arrow keys reach: a day's cell, or the count of days at the row's end. */
export function isStop(node: unknown): node is HTMLElement {
  return isCell(node) || (node instanceof HTMLElement && node.matches(".end button"));
}

/** Where a key leads from a cell or a count: a neighbour that is seen, or null when the key is not one that moves. */
export function moveFrom(stop: HTMLElement, key: string): HTMLElement | null {
  const row = stop.closest("tr");
  if (!row) return null;
  const stops = stopsOf(row).filter(isSeen);
  const index = stops.indexOf(stop);
  switch (key) {
    case "ArrowLeft":
      return stops[Math.max(0, index - 1)] ?? stop;
    case "ArrowRight":
      return stops[Math.min(stops.length - 1, index + 1)] ?? stop;
    case "Home":
      return stops[0] ?? stop;
    case "End":
      return stops.findLast(isCell) ?? stop;
    case "ArrowUp":
    case "ArrowDown": {
      const rows = [...(row.parentElement?.children ?? [])].filter(isSeen);
      const next = rows[rows.indexOf(row) + (key === "ArrowUp" ? -1 : 1)];
      const below = next ? stopsOf(next)[stopsOf(row).indexOf(stop)] : undefined;
      return below && isSeen(below) ? below : stop;
    }
    default:
      return null;
  }
}

/** Moves the grid's one tab stop to a cell or a count and goes there. */
export function focusStop(stop: HTMLElement): void {
  for (const other of stop.closest("table")?.querySelectorAll("tbody [tabindex='0']") ?? []) {
    if (isCell(other)) other.removeAttribute("tabindex");
    else other.setAttribute("tabindex", "-1");
  }
  stop.tabIndex = 0;
  stop.focus();
}

function stopsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(".c, .end button")];
}

function isSeen(element: Element): boolean {
  return element.getClientRects().length > 0;
}
