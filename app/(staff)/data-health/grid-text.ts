import { changesByDay, passKey, valueText } from "@/app/(staff)/data-health/grid-words";
import type { Times } from "@/app/(staff)/data-health/times";
import { cellGlyphs, glyphOf } from "@/components/health/cell-glyph";
import { type GridText, writeCell } from "@/components/health/grid-html";
import type { GridCell, GridRow } from "@/lib/facts/grid/build-grid";
import { cellStates, gapStates } from "@/lib/facts/grid/cell-state";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import type { Observed } from "@/lib/facts/grid/read-grid-days";
import { dayText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import { moneyText } from "@/lib/i18n/money-text";
import type { Translate } from "@/lib/i18n/translator";
import { weekday } from "@/lib/values/calendar-day";

/** A restated day that is settled has a shape of its own; all others have their state's. */
const kinds = [
  ...cellStates.map((state) => ({ state, glyph: cellGlyphs[state] })),
  { state: "restated", glyph: glyphOf({ drawn: "restated", state: "settled" }) },
] as const;
const settledRestated = kinds.length - 1;

/** How many of the newest days stand below 1024 px until a client is tapped: on a phone, from 640 px and from 896 px on (day-grid.css). */
export const narrowDays = [14, 28, 35] as const;

const inSlots = { client: "{client}", day: "{day}", state: "{state}", spend: "{spend}" };

/**
 * The day grid in words. What repeats is written once: states, days, the sentences that names are made of, and the notes that hover, focus and
 * tap show: by which run a day was read, how many rows, what changed.
 */
export function gridText(
  t: Translate,
  locale: Locale,
  grid: ReadGrid,
  times: Times,
): { readonly text: GridText; readonly notes: readonly string[] } {
  const notes = new Map<string, number>();
  const noteOf = noteWriter(t, locale, grid, times);
  const cellText = ({ client }: GridRow, cell: GridCell) => {
    const note = noteOf(client, cell);
    if (note && !notes.has(note)) notes.set(note, notes.size);
    return writeCell({
      kind:
        glyphOf(cell) === kinds[settledRestated]?.glyph ? settledRestated : cellStates.indexOf(cell.drawn),
      note: notes.get(note) ?? null,
      spend: cell.spend === null ? null : moneyText(locale, client.account?.currency ?? "", cell.spend),
    });
  };
  const text: GridText = {
    days: grid.days.map((day) => ({
      name: dayText(locale, day),
      className: `${weekday(day) >= 6 ? " we" : ""}${day.endsWith("-01") ? " m1" : ""}`,
    })),
    kinds: kinds.map(({ state, glyph }) => ({ state, glyph, word: t(`health.state.${state}`) })),
    names: {
      full: t("health.days.cell", inSlots),
      bare: t("health.days.cellBare", inSlots),
      none: t("health.days.noCell", inSlots),
    },
    rows: grid.rows.map((row) => ({
      slug: row.client.slug,
      name: row.client.name,
      count:
        row.client.account === null
          ? t("health.days.noAccount")
          : t("health.days.count", { stored: String(row.stored), expected: String(row.expected) }),
      isShort: row.stored < row.expected || row.client.account === null,
      calm: narrowDays.filter((days) => !hasGap(row, days)),
      cells: row.cells.map((cell) => (cell ? cellText(row, cell) : writeCell(null))).join("\n"),
    })),
  };
  return { text, notes: [...notes.keys()] };
}

/** Whether any day of the grid is not there or does not add up, but for those that only wait for the next pass: such a row is never left out. */
export function needsSomebody({ client, cells }: GridRow): boolean {
  return (
    client.account === null ||
    cells.some((cell) => cell && ["failed", "missing", "unreconciled"].includes(cell.state))
  );
}

/** Whether somebody is needed in so many of the newest days. */
export function hasGap(row: GridRow, days: number): boolean {
  if (row.client.account === null) return true;
  return row.cells
    .slice(-days)
    .some((cell) => cell && (gapStates.includes(cell.state) || cell.state === "unreconciled"));
}

/** What a cell has to say beside its name; empty for nothing. A read's sentence is made once but for its time: nights differ in little else. */
function noteWriter(t: Translate, locale: Locale, grid: ReadGrid, times: Times) {
  const changes = changesByDay(grid);
  const known = new Map<string, string>();
  const readNote = ({ runId, at, rows, days }: Observed): string => {
    const pass = passKey(grid.passes.get(runId));
    const key = `${pass} ${rows} ${days}`;
    const sentence =
      known.get(key) ?? t("health.days.read", { time: "{time}", pass: t(`health.pass.${pass}`), rows, days });
    known.set(key, sentence);
    return sentence.replace("{time}", times.moment(at));
  };
  return ({ account }: GridRow["client"], cell: GridCell): string => {
    const read = cell.observed
      ? readNote(cell.observed)
      : cell.triedAt
        ? t("health.days.tried", { time: times.moment(cell.triedAt) })
        : "";
    const changed = cell.restated && account ? (changes.get(`${account.id} ${cell.date}`) ?? []) : [];
    if (changed.length === 0) return read;
    const value = (metric: (typeof changed)[number]["metric"], text: string | null) =>
      valueText(locale, account?.currency ?? "", metric, text);
    const parts = changed.map(({ metric, from, to }) =>
      t("health.days.changed", {
        metric: t(`metrics.${metric}`),
        from: value(metric, from),
        to: value(metric, to),
      }),
    );
    return [read, ...parts].filter(Boolean).join(" · ");
  };
}
