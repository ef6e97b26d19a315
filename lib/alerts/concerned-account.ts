import { sql } from "drizzle-orm";
import { type CheckKey, checks } from "@/lib/checks/catalogue";
import type { SystemTx } from "@/lib/db/database";
import { type CalendarDay, daysBetween } from "@/lib/values/calendar-day";
import { type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";

/** An active client's ad account, with what an alert about it is made from. */
export interface ConcernedAccount {
  readonly clientId: string;
  readonly accountId: string;
  readonly connectionId: string | null;
  /** Its name, or the setting that holds the token where the account names no connection. */
  readonly connection: string;
  readonly currency: string;
  readonly zone: string;
  /** Why nothing is read of it at all, by the cause that all clients share who are hit by it; null while it is read. */
  readonly stoppedBy: string | null;
  /** Newest stored day, in the account's zone. */
  readonly newest: CalendarDay | null;
  /** Average spend of the newest 28 stored days; null when none is stored. */
  readonly usualSpend: DecimalText | null;
}

interface Row extends Record<string, unknown> {
  client_id: string;
  account_id: string;
  connection_id: string | null;
  connection: string;
  connection_state: string | null;
  token_broken: boolean;
  access: string;
  stopped_reason: string | null;
  currency: string;
  zone: string;
  newest: CalendarDay | null;
  usual: string | null;
}

/** Every active client's account (grain: account). One statement. */
export async function readConcernedAccounts(tx: SystemTx): Promise<ConcernedAccount[]> {
  const rows = await tx.execute<Row>(sql`
    select c.id as client_id, a.id as account_id, a.connection_id, coalesce(k.name, 'META_ACCESS_TOKEN') as connection, k.state as connection_state, a.access, a.stopped_reason, a.currency,
      a.time_zone as zone, s.newest::text, round(s.usual, 2)::text as usual,
      exists (select from conditions n where n.kind = 'token_invalid' and n.resolved_at is null
        and n.subject = coalesce(a.connection_id::text, 'META_ACCESS_TOKEN')) as token_broken
    from clients c join ad_accounts a on a.client_id = c.id left join connections k on k.id = a.connection_id
    left join lateral (select max(date) as newest, avg(total_spend) as usual
      from (select date, total_spend from daily_kpi_data d where d.ad_account_id = a.id order by date desc limit 28) newest_days) s on true
    where c.status = 'active' order by c.slug`);
  return rows.map((row) => ({
    clientId: row.client_id,
    accountId: row.account_id,
    connectionId: row.connection_id,
    connection: row.connection,
    currency: row.currency,
    zone: row.zone,
    stoppedBy: stoppedBy(row),
    newest: row.newest,
    usualSpend: row.usual as DecimalText | null,
  }));
}

function stoppedBy(row: Row): string | null {
  if (row.token_broken || (row.connection_state !== null && row.connection_state !== "ok"))
    return connectionCause(row.connection_id);
  return row.access !== "ok" || row.stopped_reason !== null ? `account:${row.account_id}` : null;
}

/** The cause of everything that a connection does to the clients who are read through it. */
export function connectionCause(connectionId: string | null): string {
  return `connection:${connectionId ?? "META_ACCESS_TOKEN"}`;
}

/** Checks that only say that days are not there: what stops the account is their cause too, so that it makes one message. */
const checksOfAbsence: ReadonlySet<CheckKey> = new Set<CheckKey>([
  "days_missing",
  "data_stale",
  "yesterday_late",
  "collection_incomplete",
]);

/** Whether the check only says that days are not there. */
export function isOfAbsence(check: CheckKey): boolean {
  return checksOfAbsence.has(check);
}

/** Conditions under which no day of the account is read: what they touch grows with every day. */
const stopping: ReadonlySet<CheckKey> = new Set<CheckKey>([
  "token_invalid",
  "scope_missing",
  "account_not_granted",
  "no_access",
  "account_changed",
  "request_refused",
  "version_refused",
]);

/** Whether the check says that no day of the account is read any more. */
export function stopsReading(check: CheckKey): boolean {
  return stopping.has(check);
}

/** The cause of what a check says about one account. */
export function causeOf(check: CheckKey, account: ConcernedAccount): string {
  if (checksOfAbsence.has(check) && account.stoppedBy !== null) return account.stoppedBy;
  return checks[check].where === "condition" ? `account:${account.accountId}` : `client:${account.clientId}`;
}

/**
 * An estimate: the usual spend of as many days as are not stored up to yesterday (`today` in the account's zone); null where no day is missing
 * or no usual spend is known.
 */
export function spendAtStake(account: ConcernedAccount, today: CalendarDay): DecimalText | null {
  return account.newest === null ? null : usualSpendOf(account, daysBetween(account.newest, today) - 1);
}

/** An estimate: the usual spend of so many days; null for no day. */
export function usualSpendOf({ usualSpend }: ConcernedAccount, days: number): DecimalText | null {
  return usualSpend === null || days <= 0 ? null : toDecimalText(parseDecimal(usualSpend).times(days));
}
