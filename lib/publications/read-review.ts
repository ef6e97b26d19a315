import { sql } from "drizzle-orm";
import { z } from "zod";
import type { MonthAnswer } from "@/lib/checks/outcome";
import type { StaffTx } from "@/lib/db/database";
import {
  type MonthDoubt,
  monthAnswerJson,
  monthDoubtsJson,
  takeMonthAnswer,
  takeMonthDoubts,
} from "@/lib/facts/read-month-totals";
import { type NoteKind, noteKinds } from "@/lib/report/notes";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** What staff work with on a month beside its document. */
export interface Review {
  readonly state: "draft" | "in_review" | "published";
  /** Since when; null where nobody has begun, or before this was kept. */
  readonly stateAt: string | null;
  readonly notes: readonly {
    readonly id: string;
    readonly kind: NoteKind;
    readonly date: string;
    readonly text: string;
  }[];
  /** Open findings that touch this month, by check. */
  readonly findings: readonly { readonly check: string; readonly count: number }[];
  /** The last answer of the check that compares the month's days with Meta's own total; null where it has none about this month. */
  readonly monthTotal: MonthAnswer | null;
  /** What else is open about days of this month and may make its figures wrong. */
  readonly doubts: readonly MonthDoubt[];
}

interface Row extends Record<string, unknown> {
  state: Review["state"] | null;
  state_at: string | null;
  notes: unknown;
  findings: unknown;
  month_total: unknown;
  doubts: unknown;
}

const notes = z.array(
  z.object({ id: z.uuid(), kind: z.enum(noteKinds), date: z.string(), text: z.string() }),
);
const findings = z.array(z.object({ check: z.string(), count: z.number() }));

/** State, lines and open findings of a client's month; one statement. A finding without months is of the month its day lies in. */
export async function readReview(tx: StaffTx, clientId: string, month: CalendarMonth): Promise<Review> {
  const own = sql`client_id = ${clientId} and month = ${`${month}-01`}::date`;
  const [row] = await tx.execute<Row>(sql`
    select r.state, to_char(r.state_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as state_at,
      (select jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'date', date, 'text', text) order by date, created_at, id)
        from report_notes where ${own} and removed_at is null) as notes,
      (select jsonb_agg(jsonb_build_object('check', check_key, 'count', n) order by check_key) from (
        select check_key, count(*)::int as n from findings
        where client_id = ${clientId} and resolved_at is null
          and (${month} = any (months) or (months = '{}' and left(subject, 7) = ${month}))
        group by check_key) open) as findings,
      ${monthAnswerJson(clientId, month)} as month_total, ${monthDoubtsJson({ client: clientId, account: sql`a.id` }, month)} as doubts
    from (select 1) one left join reports r on ${own} left join ad_accounts a on a.client_id = ${clientId}`);
  return {
    state: row?.state ?? "draft",
    stateAt: row?.state_at ?? null,
    notes: notes.parse(row?.notes ?? []),
    findings: findings.parse(row?.findings ?? []),
    monthTotal: takeMonthAnswer(row?.month_total),
    doubts: takeMonthDoubts(row?.doubts),
  };
}
