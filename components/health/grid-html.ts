import { glyphOf } from "@/components/health/cell-glyph";
import { escapeHtml } from "@/components/health/escape-html";
import type { GridCell, GridRow, HealthGrid } from "@/lib/facts/grid/build-grid";
import { gapStates } from "@/lib/facts/grid/cell-state";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { weekday } from "@/lib/values/calendar-day";

/** The words of the grid, already in the reader's language. */
export interface GridWords {
  /** The accessible name of a cell: client, day, state, spend. */
  cell(row: GridRow, cell: GridCell): string;
  noCell(row: GridRow, day: CalendarDay): string;
  /** What else hover, focus and tap show: by which run it was read, how many rows, what changed; empty for nothing. */
  note(row: GridRow, cell: GridCell): string;
  /** "27 of 35", or why there are no days. */
  count(row: GridRow): string;
}

/** Days that the phone shows until a client is tapped. */
const phoneDays = 14;

/**
 * The rows of the day grid as markup. Text and not elements on purpose: 200 clients × 35 days would be 21,000 elements for React to send twice and
 * to wake up in the browser, where nothing in them has a state of its own (docs/adr/0017). `open` is the cell whose panel stands beside.
 */
export function gridHtml(
  grid: HealthGrid,
  words: GridWords,
  open: { readonly client: string; readonly day: string } | null,
): string {
  const classes = grid.days.map(
    (day) => `${weekday(day) >= 6 ? " we" : ""}${day.endsWith("-01") ? " m1" : ""}`,
  );
  const stop = firstStop(grid, open);
  return grid.rows.map((row) => rowHtml(row, { grid, words, classes, stop, open })).join("");
}

interface Setting {
  readonly grid: HealthGrid;
  readonly words: GridWords;
  readonly classes: readonly string[];
  readonly stop: string;
  readonly open: { readonly client: string; readonly day: string } | null;
}

function rowHtml(row: GridRow, { grid, words, classes, stop, open }: Setting): string {
  const { slug, name } = row.client;
  const notes: string[] = [];
  const cells = grid.days.map((day, index) => {
    const cell = row.cells[index] ?? null;
    const attributes = [
      `role="gridcell"`,
      `class="c${classes[index] ?? ""}"`,
      `aria-label="${escapeHtml(cell ? words.cell(row, cell) : words.noCell(row, day))}"`,
      ...(stop === `${slug} ${day}` ? ['tabindex="0"'] : []),
      ...(open?.client === slug && open.day === day ? ['aria-selected="true"'] : []),
    ];
    if (!cell) return `<td ${attributes.join(" ")}></td>`;
    const note = words.note(row, cell);
    if (note) {
      if (!notes.includes(note)) notes.push(note);
      attributes.push(`data-n="${notes.indexOf(note)}"`);
    }
    return `<td ${attributes.join(" ")} data-s="${cell.drawn}"><svg aria-hidden="true"><use href="#g-${glyphOf(cell)}"/></svg></td>`;
  });
  const short = row.stored < row.expected || row.client.account === null;
  const count = escapeHtml(words.count(row));
  return (
    `<tr role="row" data-client="${escapeHtml(slug)}" data-notes="${escapeHtml(JSON.stringify(notes))}"${hasGap(row) ? "" : ' class="calm"'}>` +
    `<th role="rowheader" scope="row"><span>${escapeHtml(name)}</span></th>${cells.join("")}` +
    `<td role="gridcell" class="end">${short ? `<b>${count}</b>` : count}</td></tr>`
  );
}

/** Whether somebody is needed in the days that the phone shows. */
export function hasGap(row: GridRow): boolean {
  if (row.client.account === null) return true;
  return row.cells
    .slice(-phoneDays)
    .some((cell) => cell && (gapStates.includes(cell.state) || cell.state === "unreconciled"));
}

/** Where the grid's one tab stop begins: at the open cell, else at the newest day of the first client. */
function firstStop(grid: HealthGrid, open: Setting["open"]): string {
  if (open && grid.rows.some(({ client }) => client.slug === open.client)) {
    if (grid.days.some((day) => day === open.day)) return `${open.client} ${open.day}`;
  }
  return `${grid.rows[0]?.client.slug ?? ""} ${grid.window.until}`;
}
