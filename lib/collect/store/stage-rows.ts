import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AccountDayRow, CampaignDayRow } from "@/lib/collect/rows/fact-row";
import { storableJson } from "@/lib/collect/rows/storable-text";
import type { BulkTx } from "@/lib/db/database";
import type { FactFigures } from "@/lib/kpi/figures";
import { type DecimalText, toDecimalText } from "@/lib/values/decimal";
import { actionLists, type FactMetric, factMetrics } from "@/lib/values/metric";

/** `{metric: {from, to}}` of a stored value that Meta changed later (R6). */
export type Changes = Readonly<
  Partial<Record<FactMetric, { readonly from: DecimalText | null; readonly to: DecimalText | null }>>
>;

/** A fact to write, and what of it Meta changed; without `changes` it makes no restatement. */
export type StagedRow = (
  | { readonly grain: "account"; readonly row: AccountDayRow }
  | { readonly grain: "campaign"; readonly row: CampaignDayRow }
) & { readonly changes: Changes | null };

const columns = [
  "attempt_id",
  "grain",
  "date",
  "campaign_id",
  ...factMetrics,
  "attribution_setting",
  "reconciled",
  "differences",
  "row_hash",
  ...actionLists,
  "changes",
] as const;

/** Rows per write: enough that a socket is not bothered with single lines, few enough that the server reads while the next ones are made. */
const rowsPerChunk = 64;

/** `COPY`s rows into the staging table under the attempt's id; one statement however many they are (performance.md). */
export async function stageRows(tx: BulkTx, attemptId: string, rows: readonly StagedRow[]): Promise<void> {
  const sink = await tx`copy collection_staging (${tx.unsafe(columns.join(", "))}) from stdin`.writable();
  await pipeline(Readable.from(chunks(attemptId, rows)), sink);
}

function* chunks(attemptId: string, rows: readonly StagedRow[]): Generator<string> {
  for (let start = 0; start < rows.length; start += rowsPerChunk) {
    let text = "";
    for (const staged of rows.slice(start, start + rowsPerChunk)) text += line(attemptId, staged);
    yield text;
  }
}

function line(attemptId: string, staged: StagedRow): string {
  const { row } = staged;
  const [campaignId, attribution] =
    staged.grain === "campaign" ? [staged.row.campaignId, staged.row.attributionSetting] : [null, null];
  const differences = staged.grain === "account" ? staged.row.differences : null;
  let text = `${attemptId}\t${staged.grain}\t${row.date}\t${cell(campaignId)}\t${figureCells(row.figures)}`;
  text += `${cell(attribution)}\t${differences === null ? "\\N" : differences.length === 0}\t${json(differences)}\t${row.hash}`;
  for (const list of actionLists) text += `\t${json(row.raw[list] ?? null)}`;
  return `${text}\t${json(staged.changes)}\n`;
}

function figureCells(figures: FactFigures): string {
  let text = "";
  for (const metric of factMetrics) {
    const value = figures[metric];
    text += value === null ? "\\N\t" : `${toDecimalText(value)}\t`;
  }
  return text;
}

function json(value: unknown): string {
  if (value === null) return "\\N";
  const text = storableJson(value);
  // JSON has no tab and no line end of its own; a backslash is what COPY would take for its own.
  return text.includes("\\") ? text.replaceAll("\\", "\\\\") : text;
}

const special = /[\\\t\n\r]/;

function cell(text: string | null): string {
  if (text === null) return "\\N";
  if (!special.test(text)) return text;
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}
