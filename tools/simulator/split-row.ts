import { type Cell, cellsOf } from "@/tools/simulator/breakdown-cells";
import { hidesOffMeta, isHour } from "@/tools/simulator/breakdown-columns";
import { descriptiveFields } from "@/tools/simulator/insights-fields";
import { randomOf, seedOf } from "@/tools/simulator/random";
import { type Ends, endsOf, shareOut } from "@/tools/simulator/share-out";
import { type Account, type Item, listFields, listOf, type SourceRow } from "@/tools/simulator/world";

/** Each figure with the one that its parts nest in. */
const nesting = [
  ["impressions", null],
  ["reach", "impressions"],
  ["clicks", "impressions"],
  ["inline_link_clicks", "clicks"],
  ["spend", "impressions"],
] as const;
const onMeta =
  /^(link_click|outbound_click|comment|like|post|post_.*|page_engagement|photo_view|video_view|click_to_call_.*|call_confirm_grouped|leadgen_grouped|onsite_conversion\..*)$/;

/**
 * A row cut up by breakdown columns: impressions, clicks, spend and every action that may be seen add up to the row again, to the last
 * unit (C24). A row that has the columns already stays as it is. Off-Meta actions are missing by region and by hour (C25).
 */
export function splitRow(account: Account, row: SourceRow, columns: readonly string[]): SourceRow[] {
  if (columns.every((column) => typeof row[column] === "string")) return [seenBy(row, columns)];
  const cells = cellsOf(columns, account.timeZone);
  if (cells.length === 0) return [];
  const seed = seedOf(
    account.id,
    columns.join(),
    row.date_start,
    row.campaign_id ?? "",
    String(row.ad_id ?? ""),
  );
  const parts = partsOf(row, cells, randomOf(seed));
  return parts.filter((part) => part !== null).map((part) => seenBy(part, columns));
}

function partsOf(row: SourceRow, cells: readonly Cell[], random: () => number): (SourceRow | null)[] {
  const cut = endsOf(
    cells.map(({ share }) => share),
    random,
  );
  const parts = cells.map((): Record<string, unknown> => ({}));
  const ends = new Map<string, Ends>();
  for (const [field, within] of nesting) {
    const text = row[field];
    if (typeof text !== "string") continue;
    const shared = shareOut(text, (within === null ? undefined : ends.get(within)) ?? cut);
    // What is no number stands in one cell as it is: the simulator mends nothing.
    if (!shared) put(parts, 0, field, text);
    else for (const [index, part] of shared.parts.entries()) put(parts, index, field, part);
    if (shared) ends.set(field, shared.ends.at(-1) === 0 ? cut : shared.ends);
  }
  // One phase for all lists of a row: names of the same event are cut alike, and no cell gets the odd one every day.
  const phase = random();
  for (const list of [...listFields, "outbound_clicks"])
    shareList(listOf(row, list), list, cut, phase, parts);
  const named = Object.entries(row).filter(([field]) => descriptiveFields.has(field));
  return parts.map((part, index) => {
    const hasFigure = Object.values(part).some((value) => value !== "0");
    return hasFigure
      ? ({ ...Object.fromEntries(named), ...cells[index]?.values, ...part } as SourceRow)
      : null;
  });
}

function shareList(
  items: readonly Item[],
  list: string,
  cut: Ends,
  phase: number,
  parts: readonly Record<string, unknown>[],
): void {
  for (const { action_type, value, ...windows } of items) {
    const finest = Math.max(...[value, ...Object.values(windows)].map(decimals));
    const whole = value === undefined ? null : shareOut(scaled(value, finest), cut, phase);
    if (!whole) continue;
    // One of two windows that make up the value is rounded down and the other up: their parts make up the part.
    const split = Object.entries(windows).map(([key, amount]) => {
      const rounds = key.endsWith("_click") ? "down" : "up";
      return [
        key,
        amount === undefined ? null : shareOut(scaled(amount, finest), whole.ends, rounds),
      ] as const;
    });
    for (const [index, part] of whole.parts.entries()) {
      if (part === "0") continue;
      const own = split.flatMap(([key, shared]) => (shared ? [[key, shared.parts[index]]] : []));
      const before = (parts[index]?.[list] ?? []) as readonly Item[];
      put(parts, index, list, [...before, { action_type, value: part, ...Object.fromEntries(own) }]);
    }
  }
}

const decimals = (text = ""): number => text.split(".")[1]?.length ?? 0;

/** The number with so many decimals, so that a value and its windows are cut in the same units. */
function scaled(text: string, finest: number): string {
  if (decimals(text) === finest) return text;
  return `${text}${text.includes(".") ? "" : "."}${"0".repeat(finest - decimals(text))}`;
}

function put(parts: readonly Record<string, unknown>[], index: number, field: string, value: unknown): void {
  const part = parts[index];
  if (part) part[field] = value;
}

/** What Meta tells by these columns. */
function seenBy(row: SourceRow, columns: readonly string[]): SourceRow {
  if (!columns.some(hidesOffMeta)) return row;
  const byHour = columns.some(isHour);
  const seen = Object.entries(row).flatMap(([field, value]): [string, unknown][] => {
    if (byHour ? /^(video_|unique_)/.test(field) : /^video_(avg|p\d)/.test(field)) return [];
    if (byHour && field === "reach") return [[field, "0"]];
    if (!(listFields as readonly string[]).includes(field)) return [[field, value]];
    const kept = listOf(row, field).filter(({ action_type }) => onMeta.test(action_type));
    return kept.length === 0 ? [] : [[field, kept]];
  });
  return Object.fromEntries(seen) as SourceRow;
}
