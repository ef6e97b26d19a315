import { checkPeriodRow, type PeriodRules } from "@/lib/collect/period/check-period-row";
import { deriveFigures, type Mapping } from "@/lib/collect/rows/derive-rows";
import { storableText } from "@/lib/collect/rows/storable-text";
import { RefusedWindow } from "@/lib/collect/rows/validate-daily-data";
import { breakdownColumns } from "@/lib/graph/read/period-query";
import type { PeriodRow } from "@/lib/graph/read/period-row";
import type { FactFigures } from "@/lib/kpi/figures";
import { notReportedByRegion } from "@/lib/kpi/on-meta";
import type { BreakdownKind } from "@/lib/values/breakdown";
import { toDecimalText } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

/** One row of a month's breakdown (grain: account × month × kind × both keys); null = not measured, or not given with this breakdown. */
export interface BreakdownRow {
  /** Age, platform or region as Meta spells it. */
  readonly key1: string;
  /** Gender or position; empty for a region. */
  readonly key2: string;
  readonly figures: FactFigures;
}

/** Meta's own word where it knows no value. */
const unknown = "unknown";

/**
 * Rows of a complete answer by both keys (C24). KPIs are those of the mapping, the month's last day deciding whether one is measured; under
 * region the ones that do not happen on Meta are null, whatever the answer holds of them (C25).
 *
 * @throws RefusedWindow for a row of another account, currency or period, a malformed figure, or two different rows with the same keys.
 */
export function deriveBreakdown(
  kind: BreakdownKind,
  rows: readonly PeriodRow[],
  mapping: Mapping,
  rules: PeriodRules,
): BreakdownRow[] {
  const [first, second] = breakdownColumns[kind] as readonly (keyof PeriodRow)[];
  const without = kind === "region" ? notReportedByRegion(mapping.choices) : [];
  const byKeys = new Map<string, BreakdownRow>();
  for (const [index, row] of rows.entries()) {
    checkPeriodRow(row, rules, `${kind} row ${index + 1}`);
    const derived = {
      key1: keyOf(row, first),
      key2: second ? keyOf(row, second) : "",
      figures: { ...deriveFigures(row, mapping, rules.window.until), ...nulls(without) },
    };
    const key = JSON.stringify([derived.key1, derived.key2]);
    const known = byKeys.get(key);
    // A list that moved between two pages repeats a row; two different ones with one key would lose one of them.
    if (known && textOf(known) !== textOf(derived)) {
      throw new RefusedWindow(`Malformed: two different rows for ${derived.key1} ${derived.key2} (${kind}).`);
    }
    byKeys.set(key, derived);
  }
  return [...byKeys.values()];
}

function keyOf(row: PeriodRow, column: keyof PeriodRow | undefined): string {
  const value = column === undefined ? undefined : row[column];
  return typeof value === "string" && value !== "" ? storableText(value) : unknown;
}

function nulls(metrics: readonly string[]): Partial<FactFigures> {
  return Object.fromEntries(metrics.map((metric) => [metric, null]));
}

/** A row's figures as text, to tell whether two are the same. */
export function textOf({ figures }: Pick<BreakdownRow, "figures">): string {
  return factMetrics
    .map((metric) => (figures[metric] === null ? "~" : toDecimalText(figures[metric])))
    .join();
}
