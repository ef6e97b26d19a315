import { cellGlyphs } from "@/components/health/cell-glyph";
import { keptBy } from "@/components/shell/kept-by";
import { BriefSource } from "@/components/shell/source-of";
import { Glyph } from "@/components/ui/glyph";
import type { HealthGrid } from "@/lib/facts/grid/build-grid";
import { type CellState, cellStates } from "@/lib/facts/grid/cell-state";
import type { Translate } from "@/lib/i18n/translator";

/** As mocks/staff.md orders it: what we have, then what is in doubt or not there. */
const order: readonly CellState[] = [
  "settled",
  "provisional",
  "restated",
  "no_delivery",
  "late",
  "unreconciled",
  "failed",
  "missing",
];

/** Every state with its count and its meaning; always visible. */
export function Legend({ t, grid }: { t: Translate; grid: HealthGrid }) {
  const counts = keptBy([grid], "drawn", () => countDrawn(grid));
  return (
    <ul
      aria-label={t("health.legend")}
      className="mt-3 grid gap-x-8 gap-y-0.5 border-rule border-t pt-2.5 desk:grid-flow-col desk:grid-cols-2 desk:grid-rows-[repeat(4,auto)]"
    >
      {order.map((state) => (
        <li
          key={state}
          className="grid grid-cols-[16px_92px_36px_minmax(0,1fr)] items-start gap-x-2.5 leading-6 desk:leading-[22px]"
        >
          <Glyph name={cellGlyphs[state]} className="mt-1 desk:mt-[3px]" />
          <span>{t(`health.state.${state}`)}</span>
          <span className="num text-right" data-count={state}>
            <BriefSource of="counted">{counts.get(state)}</BriefSource>
          </span>
          <span className="text-ink-3 max-[359px]:hidden">{t(`health.meaning.${state}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function countDrawn(grid: HealthGrid): ReadonlyMap<CellState, number> {
  const counts = new Map<CellState, number>(cellStates.map((state) => [state, 0]));
  for (const { cells } of grid.rows) {
    for (const cell of cells) if (cell) counts.set(cell.drawn, (counts.get(cell.drawn) ?? 0) + 1);
  }
  return counts;
}
