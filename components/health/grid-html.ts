import { escapeHtml } from "@/lib/values/escape-html";

/**
 * The rows of the day grid as they are sent: in the reader's words, and what repeats (days, states, sentences, notes) once. 200 clients × 35 days
 * are a tenth of the markup that is made of them (docs/adr/0017, 0024).
 */
export interface GridText {
  /** Days across: the name of each and the classes of its cells. */
  readonly days: readonly { readonly name: string; readonly className: string }[];
  /** What is drawn: a state, its word and its shape (`#g-…`). */
  readonly kinds: readonly { readonly state: string; readonly word: string; readonly glyph: string }[];
  /** The accessible name of a cell, with `{client}`, `{day}`, `{state}` and `{spend}` in it; `bare` without a row, `none` without a cell. */
  readonly names: Readonly<Record<"full" | "bare" | "none", string>>;
  readonly rows: readonly GridTextRow[];
}

export interface GridTextRow {
  readonly slug: string;
  readonly name: string;
  /** "27 of 35", or why there are no days; `isShort` where days are missing. */
  readonly count: string;
  readonly isShort: boolean;
  /** Of how many of the newest days, as many as a narrow window shows, none needs anybody: then it may fold away there. */
  readonly calm: readonly number[];
  /** One line a day, see `writeCell`. */
  readonly cells: string;
}

/** One cell: its place in `kinds`, the place of its note (null: it has none), and its spend as text (null without a row). */
export interface CellText {
  readonly kind: number;
  readonly note: number | null;
  readonly spend: string | null;
}

/** A cell as one line; null, a day without a cell, is an empty one. */
export function writeCell(cell: CellText | null): string {
  if (!cell) return "";
  const { kind, note, spend } = cell;
  return spend === null ? `${kind}/${note ?? ""}` : `${kind}/${note ?? ""}/${spend}`;
}

function readCell(line: string) {
  if (line === "") return { kind: null, note: "", spend: null };
  const [kind, note = "", ...spend] = line.split("/");
  return { kind: Number(kind), note, spend: spend.length === 0 ? null : spend.join("/") };
}

/** A client and the place of a day. */
export interface GridPlace {
  readonly client: string;
  readonly day: number;
}

interface Places {
  /** The cell whose panel stands beside. */
  readonly open: GridPlace | null;
  /** The grid's one tab stop. */
  readonly stop: GridPlace | null;
}

/**
 * The rows of the day grid as markup. Text and not elements on purpose: 200 clients × 35 days would be 21,000 elements for React to send twice and
 * to wake up in the browser, where nothing in them has a state of its own (docs/adr/0017).
 */
export function gridHtml(text: GridText, places: Places): string {
  const set: Setting = {
    days: text.days.map(({ name, className }) => ({ name: escapeHtml(name), className })),
    kinds: text.kinds.map(({ state, word, glyph }) => ({ state, glyph, word: escapeHtml(word) })),
    full: partsOf(text.names.full),
    bare: partsOf(text.names.bare),
    none: partsOf(text.names.none),
  };
  return text.rows.map((row) => rowHtml(row, set, places)).join("");
}

/** What all rows have in common, escaped once. */
interface Setting extends Pick<GridText, "days" | "kinds"> {
  readonly full: readonly string[];
  readonly bare: readonly string[];
  readonly none: readonly string[];
}

function rowHtml(row: GridTextRow, set: Setting, { open, stop }: Places): string {
  const client = escapeHtml(row.name);
  const openDay = open?.client === row.slug ? open.day : -1;
  const stopDay = stop?.client === row.slug ? stop.day : -1;
  const lines = row.cells.split("\n");
  let cells = "";
  for (const [index, { name: day, className }] of set.days.entries()) {
    const { kind, note, spend } = readCell(lines[index] ?? "");
    const drawn = kind === null ? undefined : set.kinds[kind];
    const name = !drawn ? set.none : spend === null ? set.bare : set.full;
    const label = filled(name, { client, day, state: drawn?.word ?? "", spend: escapeHtml(spend ?? "") });
    cells += `<td role="gridcell" class="c${className}" aria-label="${label}"`;
    if (index === stopDay) cells += ' tabindex="0"';
    if (index === openDay) cells += ' aria-selected="true"';
    if (note) cells += ` data-n="${note}"`;
    cells += drawn
      ? ` data-s="${drawn.state}"><svg aria-hidden="true"><use href="#g-${drawn.glyph}"/></svg></td>`
      : "></td>";
  }
  // Reached by the arrow keys like the cells, so that the grid stays one tab stop; words in place of a count have no source.
  const count = /\d/.test(row.count)
    ? `<button type="button" tabindex="-1" data-source="collected ${escapeHtml(row.slug)}" aria-haspopup="dialog">${escapeHtml(row.count)}</button>`
    : escapeHtml(row.count);
  const calm = row.calm.map((days) => `calm${days}`).join(" ");
  return (
    `<tr role="row" data-client="${escapeHtml(row.slug)}"${calm ? ` class="${calm}"` : ""}>` +
    `<th role="rowheader" scope="row"><span>${client}</span></th>${cells}` +
    `<td role="gridcell" class="end">${row.isShort ? `<b>${count}</b>` : count}</td></tr>`
  );
}

/** A sentence cut at its `{slots}`, what stands between them escaped. */
function partsOf(sentence: string): readonly string[] {
  return sentence.split(/(\{\w+\})/).map(escapeHtml);
}

function filled(
  parts: readonly string[],
  { client, day, state, spend }: Readonly<Record<"client" | "day" | "state" | "spend", string>>,
): string {
  let text = "";
  for (const part of parts) {
    if (part === "{client}") text += client;
    else if (part === "{day}") text += day;
    else if (part === "{state}") text += state;
    else if (part === "{spend}") text += spend;
    else text += part;
  }
  return text;
}
