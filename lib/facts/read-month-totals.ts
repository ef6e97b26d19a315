import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type MonthAnswer, unknownReasons } from "@/lib/checks/outcome";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { evaluationFailed, wereGiven } from "@/lib/facts/checks-coverage";
import { type MonthTotalDifference, monthTotalSchema } from "@/lib/report/document";
import type { ReportInput } from "@/lib/report/input";
import { type CalendarMonth, parseCalendarMonth } from "@/lib/values/calendar-month";

/** What the check of the month's sum says of one client's month (R11). */
export interface MonthTotalCheck {
  /** Of its open finding; null without one. */
  readonly differs: MonthTotalDifference | null;
  /** Its last answer about this month; null where it never looked at it, or looks no more. */
  readonly answer: MonthAnswer | null;
  /** What else is open about days of this month and may make its figures wrong, although it blocks nothing. */
  readonly doubts: readonly MonthDoubt[];
}

/** Results that Meta sends no more, and days that are stored only in part. */
const monthDoubts = ["results_gone", "incomplete_data"] as const;
export type MonthDoubt = (typeof monthDoubts)[number];

const { metric, days, meta, difference, at } = monthTotalSchema.shape;
const evidence = z.object({ metric, days, meta, difference, total_read_at: at });
const doubts = z.partialRecord(z.enum(monthDoubts), z.boolean());
const answer = z.enum(["fine", "finding", ...unknownReasons]);

/** Numbers of the open finding about an account's month, as `takeMonthTotal` reads them; null without one. */
export function monthTotalJson(accountId: SQL, month: string): SQL {
  return sql`(select evidence from findings f where f.ad_account_id = ${accountId} and f.check_key = 'month_total_differs'
    and f.subject = ${month} and f.resolved_at is null)`;
}

/** The same of each of an account's months from one to another, by month, as `takeMonthTotals` reads them; null where none has an open finding. */
export function monthTotalsJson(accountId: string, since: CalendarMonth, until: CalendarMonth): SQL {
  return sql`(select jsonb_object_agg(f.subject, f.evidence) from findings f where f.ad_account_id = ${accountId}
    and f.check_key = 'month_total_differs' and f.subject between ${since} and ${until} and f.resolved_at is null)`;
}

/** The last answer about a client's month, as `takeMonthAnswer` reads it; an evaluation that broke off answered about no month. */
export function monthAnswerJson(clientId: SQL | string, month: string): SQL {
  return sql`(select coalesce(o.outcomes -> 'month_total_differs' -> 'months' ->> ${month},
      case when not (${wereGiven(sql`o.outcomes`)}) then ${evaluationFailed} end) from check_outcomes o where o.client_id = ${clientId})`;
}

/** What is in doubt about a client's month, as `takeMonthDoubts` reads it. */
export function monthDoubtsJson(of: { client: SQL | string; account: SQL | string }, month: string): SQL {
  const isOfMonth = (text: SQL) => sql`starts_with(${text}, ${`${month}-`})`;
  return sql`jsonb_build_object(
    'results_gone', exists (select from findings f where f.ad_account_id = ${of.account} and f.check_key = 'results_gone' and f.resolved_at is null
      and (${isOfMonth(sql`f.subject`)} or exists (
        select from jsonb_array_elements_text(f.evidence -> 'days') as named (day) where ${isOfMonth(sql`named.day`)}))),
    'incomplete_data', exists (select from alerts n where n.client_id = ${of.client} and n.check_key = 'incomplete_data' and n.resolved_at is null
      and ${`${month}-01`} = any(n.months)))`;
}

/** @throws ZodError: not what the check writes. */
export function takeMonthTotal(stored: unknown): MonthTotalDifference | null {
  if (stored === null || stored === undefined) return null;
  const { total_read_at, ...numbers } = evidence.parse(stored);
  return { ...numbers, at: total_read_at };
}

/**
 * What the open findings say of a report's own month, and which of the months beside it differ in which metric.
 * @throws ZodError: not what the check writes.
 */
export function takeMonthTotals(
  stored: unknown,
  own: CalendarMonth,
): Pick<ReportInput, "monthTotal" | "differingMonths"> {
  const found = z.record(z.string(), z.unknown()).parse(stored ?? {});
  const others = Object.entries(found).filter(([subject]) => subject !== own);
  return {
    monthTotal: takeMonthTotal(found[own]),
    differingMonths: others.map(([subject, of]) => ({
      month: parseCalendarMonth(subject),
      metric: evidence.parse(of).metric,
    })),
  };
}

export function takeMonthAnswer(stored: unknown): MonthAnswer | null {
  return answer.nullable().parse(stored ?? null);
}

export function takeMonthDoubts(stored: unknown): MonthDoubt[] {
  const known = doubts.parse(stored ?? {});
  return monthDoubts.filter((doubt) => known[doubt] === true);
}

/** The check's word on a month of every active client, by client id (grain: client × month); one statement. */
export async function readMonthTotals(
  tx: StaffTx | SystemTx,
  month: CalendarMonth,
): Promise<ReadonlyMap<string, MonthTotalCheck>> {
  const rows = await tx.execute<{ client_id: string; total: unknown; answer: unknown; doubts: unknown }>(sql`
    select c.id as client_id, ${monthTotalJson(sql`a.id`, month)} as total, ${monthAnswerJson(sql`c.id`, month)} as answer,
      ${monthDoubtsJson({ client: sql`c.id`, account: sql`a.id` }, month)} as doubts
    from clients c join ad_accounts a on a.client_id = c.id where c.status = 'active'`);
  return new Map(
    rows.map((row) => [
      row.client_id,
      {
        differs: takeMonthTotal(row.total),
        answer: takeMonthAnswer(row.answer),
        doubts: takeMonthDoubts(row.doubts),
      },
    ]),
  );
}
