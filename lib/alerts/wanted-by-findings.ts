import { sql } from "drizzle-orm";
import { type AmountKind, withAmountKind } from "@/lib/alerts/amount-kind";
import { type ConcernedAccount, causeOf, usualSpendOf } from "@/lib/alerts/concerned-account";
import { namedDays } from "@/lib/alerts/named-days";
import type { Wanted } from "@/lib/alerts/wanted";
import { type CheckKey, checks, isCheckKey, type Severity } from "@/lib/checks/catalogue";
import type { SystemTx } from "@/lib/db/database";
import { type CalendarDay, isCalendarDay } from "@/lib/values/calendar-day";
import { type CalendarMonth, isCalendarMonth, monthOf } from "@/lib/values/calendar-month";
import { type DecimalText, parseDecimal, toDecimalText } from "@/lib/values/decimal";

interface Row extends Record<string, unknown> {
  account_id: string;
  check_key: string;
  /** The day of a finding about a day or one of its campaigns, so that a day is one alert; else the subject as it is. */
  subject: string;
  severity: Severity;
  message: string;
  evidence: Record<string, unknown>;
  months: string[];
  amount: string | null;
  /** Spend of the subject's day. */
  spend: string | null;
  findings: number;
}

/**
 * Alerts for open findings of active clients. One per day, however many campaigns of it are concerned; what a condition says too is left to
 * the condition. Months and money come from the finding where it names them, else from its days: their spend, or the usual spend of as many,
 * and the evidence says which.
 */
export async function wantedByFindings(
  tx: SystemTx,
  accounts: ReadonlyMap<string, ConcernedAccount>,
): Promise<Wanted[]> {
  const rows = await tx.execute<Row>(sql`
    select distinct on (f.ad_account_id, f.check_key, g.subject) f.ad_account_id as account_id, f.check_key, g.subject, f.severity, f.message,
      f.evidence, f.months, f.amount::text, d.total_spend::text as spend,
      count(*) over (partition by f.ad_account_id, f.check_key, g.subject)::int as findings
    from findings f
    cross join lateral (select case when f.subject ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}( |$)' then left(f.subject, 10) else f.subject end as subject) g
    left join daily_kpi_data d on d.ad_account_id = f.ad_account_id and g.subject ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and d.date::text = g.subject
    where f.resolved_at is null
    order by f.ad_account_id, f.check_key, g.subject, array_position(array['critical', 'high', 'normal'], f.severity), f.id`);
  return rows.flatMap((row) => {
    const account = accounts.get(row.account_id);
    if (!account || !isCheckKey(row.check_key)) return [];
    const check = row.check_key;
    if (checks[check].where === "condition") return [];
    const days = daysOf(row);
    const { amount, kind } = moneyOf(row, check, usualSpendOf(account, days.length));
    const evidence = row.findings > 1 ? { ...row.evidence, rows: row.findings } : row.evidence;
    return {
      clientId: account.clientId,
      check,
      subject: row.subject,
      cause: causeOf(check, account),
      severity: row.severity,
      message: row.message,
      evidence: withAmountKind(evidence, kind),
      months: monthsOf(row, days),
      amount: amount === null ? null : toDecimalText(parseDecimal(amount)),
      currency: amount === null ? null : account.currency,
    };
  });
}

/** Checks whose findings carry what two figures of spend differ by; what other findings carry is stored spend. */
const ofDifferences: ReadonlySet<CheckKey> = new Set<CheckKey>([
  "month_total_differs",
  "unusual_restatement",
]);

function moneyOf(
  row: Row,
  check: CheckKey,
  usual: DecimalText | null,
): { readonly amount: string | null; readonly kind: AmountKind | null } {
  if (row.amount !== null)
    return { amount: row.amount, kind: ofDifferences.has(check) ? "difference" : "spend" };
  if (row.spend !== null) return { amount: row.spend, kind: "spend" };
  return { amount: usual, kind: usual === null ? null : "estimate" };
}

function daysOf({ subject, evidence }: Row): CalendarDay[] {
  if (isCalendarDay(subject)) return [subject];
  return namedDays(evidence);
}

function monthsOf(row: Row, days: readonly CalendarDay[]): CalendarMonth[] {
  if (row.months.length > 0) return row.months.map((month) => month.slice(0, 7) as CalendarMonth);
  // A month, or one figure of it.
  const [first = ""] = row.subject.split(" ");
  if (isCalendarMonth(first)) return [first];
  return [...new Set(days.map(monthOf))].sort();
}
