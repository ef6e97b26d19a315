import type { ExportRow } from "@/lib/deliver/export/export-rows";
import type { Translate } from "@/lib/i18n/translator";
import { figureStates, unavailableReasons } from "@/lib/report/document";

/** A row's state in words: of a figure, why there is none, or of a day without a row. null where the row has no state. */
export function stateText(t: Translate, row: Pick<ExportRow, "state">): string | null {
  // Who filters a sheet types plain spaces.
  return wordOf(t, row)?.replaceAll("\u00A0", " ") ?? null;
}

function wordOf(t: Translate, { state }: Pick<ExportRow, "state">): string | null {
  if (state === null) return null;
  const ofFigure = figureStates.find((one) => one === state);
  if (ofFigure) return t(`states.figure.${ofFigure}`);
  const reason = unavailableReasons.find((one) => one === state);
  if (reason) return t(`states.unavailable.${reason}`);
  const ofDay = (["failed", "missing", "late"] as const).find((one) => one === state);
  return ofDay ? t(`states.day.${ofDay}`) : state;
}
