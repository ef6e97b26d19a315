import { z } from "zod";
import type { InsightRow } from "@/lib/graph/read/insight-row";
import { isCalendarDay } from "@/lib/values/calendar-day";
import type { MetaAccountId } from "@/lib/values/ids";
import { contains, type Window } from "@/lib/values/window";

/** Why a whole window is refused: one sentence, nothing of it is written (R4). */
export class RefusedWindow extends Error {
  override readonly name = "RefusedWindow";
}

export interface DailyDataRules {
  readonly level: "account" | "campaign";
  readonly window: Window;
  readonly accountId: MetaAccountId;
  /** ISO code the account is stored with; figures of another currency must never join its history. */
  readonly currency: string;
}

const figures = ["spend", "impressions", "clicks", "inline_link_clicks"] as const;
const plainDecimal = /^\d+(\.\d+)?$/;
const text = z.string().min(1);

/**
 * Refuses rows that cannot be true (product.md, Consistency checks): a required field missing, a malformed or negative figure, a day
 * outside the window, another account or currency. An absent metric is fine: Meta leaves out what is 0 (R3). Pure.
 *
 * @throws RefusedWindow "Missing required fields: …" or what is malformed, with the row it stands in.
 */
export function validateDailyData(rows: readonly InsightRow[], rules: DailyDataRules): void {
  const required =
    rules.level === "campaign" ? ["date_start", "date_stop", "campaign_id"] : ["date_start", "date_stop"];
  for (const [index, row] of rows.entries()) {
    const where = `${rules.level} row ${index + 1}`;
    const missing = required.filter((field) => !text.safeParse(row[field]).success);
    if (missing.length > 0)
      throw new RefusedWindow(`Missing required fields: ${missing.join(", ")} (${where}).`);
    const problem = problemOf(row, rules);
    if (problem) throw new RefusedWindow(`Malformed: ${problem} (${where}, ${row.date_start}).`);
  }
}

function problemOf(row: InsightRow, { window, accountId, currency }: DailyDataRules): string | null {
  const { date_start: date, date_stop: stop } = row;
  if (date === undefined || !isCalendarDay(date)) return `date_start "${date}" is not a day`;
  if (stop !== date) return `the row covers ${date} to ${stop}, not one day`;
  if (!contains(window, date)) return `the day is outside ${window.since} to ${window.until}`;
  if (row.account_id !== undefined && row.account_id !== accountId.slice("act_".length)) {
    return `the row belongs to account ${row.account_id}, not to ${accountId}`;
  }
  if (row.account_currency !== undefined && row.account_currency !== currency) {
    return `the account's currency is ${row.account_currency}, not ${currency}`;
  }
  for (const field of figures) {
    const value = row[field];
    if (value !== undefined && !plainDecimal.test(value)) return `${field} is "${value}"`;
  }
  return null;
}
