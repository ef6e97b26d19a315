import { RefusedWindow } from "@/lib/collect/rows/validate-daily-data";
import type { PeriodRow } from "@/lib/graph/read/period-row";
import type { MetaAccountId } from "@/lib/values/ids";
import type { Window } from "@/lib/values/window";

/** What a row about a period has to be about. */
export interface PeriodRules {
  readonly accountId: MetaAccountId;
  /** ISO code the account is stored with. */
  readonly currency: string;
  readonly window: Window;
}

const plainDecimal = /^\d+(\.\d+)?$/;
const figures = ["spend", "impressions", "clicks", "inline_link_clicks", "reach", "frequency"] as const;

/**
 * Refuses a row that is not about exactly this account and period, or whose figures are not plain decimals.
 *
 * @throws RefusedWindow naming what is wrong, with `where`.
 */
export function checkPeriodRow(row: PeriodRow, rules: PeriodRules, where: string): void {
  const { window, accountId, currency } = rules;
  const refuse = (what: string): never => {
    throw new RefusedWindow(`Malformed: ${what} (${where}).`);
  };
  if (row.date_start !== window.since || row.date_stop !== window.until) {
    refuse(
      `the row covers ${row.date_start} to ${row.date_stop}, not exactly ${window.since} to ${window.until}`,
    );
  }
  if (row.account_id !== undefined && row.account_id !== accountId.slice("act_".length)) {
    refuse(`the row belongs to account ${row.account_id}, not to ${accountId}`);
  }
  if (row.account_currency !== undefined && row.account_currency !== currency) {
    refuse(`the account's currency is ${row.account_currency}, not ${currency}`);
  }
  for (const field of figures) {
    const value = row[field];
    if (value !== undefined && !plainDecimal.test(value)) refuse(`${field} is "${value}"`);
  }
}
