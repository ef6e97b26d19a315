import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { withAmountKind } from "@/lib/alerts/amount-kind";
import {
  type ConcernedAccount,
  connectionCause,
  spendAtStake,
  stopsReading,
  usualSpendOf,
} from "@/lib/alerts/concerned-account";
import { namedDays } from "@/lib/alerts/named-days";
import type { Wanted } from "@/lib/alerts/wanted";
import { type CheckKey, isCheckKey, type Severity } from "@/lib/checks/catalogue";
import type { SystemTx } from "@/lib/db/database";
import { addDays, type CalendarDay, dayIn, earlierDay } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthOf } from "@/lib/values/calendar-month";

interface Row extends Record<string, unknown> {
  kind: string;
  subject: string;
  severity: Severity;
  message: string;
  evidence: Record<string, unknown>;
  opened_at: string;
}

/**
 * Alerts for open conditions. One of a connection is spread to every active client who is read through it, with one cause; one of the app
 * itself is the agency's as a whole. Where nothing is read any more, the months from the first unread day on are touched, and the usual spend
 * of the days since, as an estimate; where no day is missing, no money.
 */
export async function wantedByConditions(
  tx: SystemTx,
  accounts: readonly ConcernedAccount[],
  now: Temporal.Instant,
): Promise<Wanted[]> {
  const rows = await tx.execute<Row>(sql`
    select kind, subject, severity, message, evidence, to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as opened_at
    from conditions where resolved_at is null order by id`);
  return rows.flatMap((row): Wanted[] => {
    const check = checkOf(row.kind);
    if (check === null) return [];
    const { subject, severity, message, evidence } = row;
    const of = { check, subject, severity, message, evidence };
    if (check.startsWith("version_") || check === "clock_differs")
      return [{ ...of, clientId: null, cause: `app:${subject}`, months: [], amount: null, currency: null }];
    return accounts
      .filter(
        ({ accountId, connectionId }) =>
          accountId === subject || (connectionId ?? "META_ACCESS_TOKEN") === subject,
      )
      .map((account) => {
        const own = { ...of, clientId: account.clientId, ...touched(check, row, account, now) };
        if (account.accountId === subject) return { ...own, cause: `account:${account.accountId}` };
        // Whoever mends it has to name the connection.
        const named = { ...own.evidence, connection: account.connection };
        return { ...own, evidence: named, cause: connectionCause(account.connectionId) };
      });
  });
}

/** The catalogue's key of a condition; kinds that say the same to people are one. */
function checkOf(kind: string): CheckKey | null {
  const key = kind === "unusual_call_volume" ? "rate_limited" : kind;
  return isCheckKey(key) ? key : null;
}

function touched(
  check: CheckKey,
  { evidence, opened_at: openedAt }: Row,
  account: ConcernedAccount,
  now: Temporal.Instant,
): Pick<Wanted, "evidence" | "months" | "amount" | "currency"> {
  const today = dayIn(account.zone, now);
  if (stopsReading(check)) {
    const opened = dayIn(account.zone, Temporal.Instant.from(openedAt));
    const since = account.newest === null ? opened : earlierDay(opened, addDays(account.newest, 1));
    const amount = spendAtStake(account, today);
    return { months: monthsFrom(since, today), ...estimated(evidence, amount, account) };
  }
  const days = namedDays(evidence);
  return {
    months: [...new Set(days.map(monthOf))].sort(),
    ...estimated(evidence, usualSpendOf(account, days.length), account),
  };
}

function estimated(
  evidence: Wanted["evidence"],
  amount: Wanted["amount"],
  account: ConcernedAccount,
): Pick<Wanted, "evidence" | "amount" | "currency"> {
  return {
    evidence: withAmountKind(evidence, amount && "estimate"),
    amount,
    currency: amount && account.currency,
  };
}

function monthsFrom(since: CalendarDay, until: CalendarDay): CalendarMonth[] {
  const months: CalendarMonth[] = [];
  for (let month = monthOf(since); month <= monthOf(until); month = addMonths(month, 1)) months.push(month);
  return months;
}
