import { z } from "zod";
import { acceptShape } from "@/lib/graph/pages/accept-shape";
import { type InsightRow, insightRow } from "@/lib/graph/read/insight-row";
import type { Accepted } from "@/lib/graph/wire";

/**
 * One row of an answer about a whole period, as Meta sent it: decimals as strings, absent = Meta said nothing, which for `reach` is not 0
 * (graph-api.md §1.3). The breakdown columns stand beside the figures; money in major units of the account's currency.
 */
export interface PeriodRow extends InsightRow {
  readonly reach?: string;
  readonly frequency?: string;
  readonly age?: string;
  readonly gender?: string;
  readonly publisher_platform?: string;
  readonly platform_position?: string;
  readonly region?: string;
}

const text = z.string().optional();

const periodRow = insightRow.extend({
  ...{ reach: text, frequency: text, age: text, gender: text },
  ...{ publisher_platform: text, platform_position: text, region: text },
});

/** Takes `data` of an answer about a period; one row of another shape refuses the page (R4). There are never many: a month has one row, or a few dozen. */
export function readPeriodRows(data: readonly unknown[]): Accepted<PeriodRow[]> {
  const rows: PeriodRow[] = [];
  for (const [index, row] of data.entries()) {
    const accepted = acceptShape(periodRow, row);
    if (!accepted.ok) return { ...accepted, message: `Row ${index + 1} of the page: ${accepted.message}` };
    rows.push(accepted.value as PeriodRow);
  }
  return { ok: true, value: rows };
}
