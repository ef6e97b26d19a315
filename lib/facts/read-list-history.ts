import { sql } from "drizzle-orm";
import { z } from "zod";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import type { BasePublication } from "@/lib/kpi/compare";
import { addMonths, type CalendarMonth } from "@/lib/values/calendar-month";
import { actionLists, kpiMetrics } from "@/lib/values/metric";

/** How far the report of an earlier month came. */
export interface MonthDot {
  readonly month: CalendarMonth;
  readonly kind: "none" | "draft" | "inReview" | "published" | "corrected" | "withdrawn";
  /** Of the newest publication; null without one. */
  readonly version: number | null;
}

export interface ListHistory {
  /** The five months before, oldest first. */
  readonly months: readonly MonthDot[];
  /** The publication of the month before where it may count something else than today's mapping, or other money (R9); else null. */
  readonly base: BasePublication | null;
}

/** Months that stand beside each row of the list. */
const dotsShown = 5;

interface Row extends Record<string, unknown> {
  client_id: string;
  months: { month: CalendarMonth; state: string; version: number | null; withdrawn: boolean }[];
  base: unknown;
}

const storedBase = z
  .object({
    version: z.number(),
    currency: z.string(),
    choices: z.partialRecord(z.enum(kpiMetrics), z.object({ list: z.enum(actionLists), type: z.string() })),
  })
  .nullable();

/**
 * What staff made of the five months before `month`, by client (grain: client). A stored document is opened only where the mapping changed
 * after it, or where Meta ever told another currency of the account: else it counts what is counted now, in the same money. One statement.
 */
export async function readListHistory(
  tx: StaffTx | SystemTx,
  month: CalendarMonth,
): Promise<(clientId: string) => ListHistory> {
  const previous = `${addMonths(month, -1)}-01`;
  const rows = await tx.execute<Row>(sql`
    with earlier as materialized (
      select r.client_id, r.month, r.state, p.version, p.published_at, p.id,
        exists (select from publication_withdrawals w where w.client_id = r.client_id and w.month = r.month and w.version >= p.version) as withdrawn
      from reports r left join lateral (select id, version, published_at from publications p
        where p.client_id = r.client_id and p.month = r.month order by version desc limit 1) p on true
      where r.month between ${`${addMonths(month, -dotsShown)}-01`}::date and ${previous}::date
    ), other_money as materialized (
      select a.client_id from conditions c join ad_accounts a on a.id::text = c.subject where c.kind = 'account_changed' and c.evidence ? 'currency'
    ), base as (
      select e.client_id, jsonb_build_object('version', e.version, 'currency', p.document::json ->> 'currency',
        'choices', p.document::json -> 'mapping' -> 'kpis') as base
      from earlier e join publications p using (id)
      where e.month = ${previous}::date and not e.withdrawn
        and (e.client_id in (select client_id from other_money)
          or exists (select from kpi_mappings k where k.client_id = e.client_id and k.created_at > e.published_at))
    )
    select e.client_id, jsonb_agg(jsonb_build_object('month', to_char(e.month, 'YYYY-MM'), 'state', e.state, 'version', e.version,
      'withdrawn', e.withdrawn)) as months, (select base from base b where b.client_id = e.client_id) as base
    from earlier e group by e.client_id`);
  const known = new Map(rows.map((row) => [row.client_id, row]));
  return (clientId) => {
    const row = known.get(clientId);
    const stored = storedBase.parse(row?.base ?? null);
    return {
      base: stored && { ...stored, figures: {} },
      months: Array.from({ length: dotsShown }, (_, index): MonthDot => {
        const at = addMonths(month, index - dotsShown);
        return dotOf(
          at,
          row?.months.find((one) => one.month === at),
        );
      }),
    };
  };
}

function dotOf(month: CalendarMonth, found: Row["months"][number] | undefined): MonthDot {
  if (!found) return { month, kind: "none", version: null };
  const { state, version, withdrawn } = found;
  if (version === null) return { month, kind: state === "in_review" ? "inReview" : "draft", version };
  if (withdrawn) return { month, kind: "withdrawn", version };
  return { month, kind: version > 1 ? "corrected" : "published", version };
}
