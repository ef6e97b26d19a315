import type { GlyphName } from "@/components/ui/glyph";
import type { DayState } from "@/lib/facts/day-state";
import type { CellState } from "@/lib/facts/grid/cell-state";

/** The shape of each state of a day; beside every one stands, or is said, its word. */
export const cellGlyphs: Readonly<Record<CellState, GlyphName>> = {
  failed: "failed",
  missing: "incomplete",
  unreconciled: "unreconciled",
  late: "late",
  restated: "restated",
  no_delivery: "noDelivery",
  provisional: "provisional",
  settled: "settled",
};

/** A restated day keeps its fill: hatched while it may still change, full once it is settled. */
export function glyphOf(cell: { readonly drawn: CellState; readonly state: DayState }): GlyphName {
  return cell.drawn === "restated" && cell.state === "settled" ? "restatedSettled" : cellGlyphs[cell.drawn];
}
