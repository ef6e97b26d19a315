import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { figuresOf } from "@/lib/facts/fact-figures";
import { type KpiChoices, kpiChoicesSchema, unresolvedChoices } from "@/lib/kpi/choices";
import type { MonthBreakdown } from "@/lib/report/input";
import { breakdownKinds } from "@/lib/values/breakdown";
import { type CalendarDay, parseCalendarDay } from "@/lib/values/calendar-day";
import { parseDecimal } from "@/lib/values/decimal";
import { factMetrics } from "@/lib/values/metric";

/** Both keys and every metric of a row, decimals as text. */
const rowJson: SQL = sql.join(
  [
    sql`'key1', b.key_1, 'key2', b.key_2`,
    ...factMetrics.map((metric) => sql`${sql.raw(`'${metric}'`)}, b.${sql.identifier(metric)}::text`),
  ],
  sql`, `,
);

/**
 * One account's month by who and where, with its readings and what counted as which KPI then (grain: account × month × kind × both keys), as
 * one JSON value: a part of a statement that reads more. `month` is its first day. The collector's reading and rows commit together, so
 * they fit each other.
 */
export function breakdownsJson(accountId: string, month: CalendarDay): SQL {
  return sql`(
    select coalesce(json_agg(json_build_object('kind', r.kind, 'since', r.since, 'until', r.until, 'unavailable', r.unavailable,
      'spend', r.spend::text, 'account_spend', r.account_spend::text,
      'at', to_char(r.observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'choices', (select m.choices from kpi_mappings m join ad_accounts a on a.client_id = m.client_id
        where a.id = r.ad_account_id and m.version = r.mapping_version),
      'rows', (select coalesce(json_agg(json_build_object(${rowJson})), '[]'::json) from monthly_breakdowns b
        where b.ad_account_id = r.ad_account_id and b.month = r.month and b.kind = r.kind)) order by r.kind), '[]'::json)
    from monthly_breakdown_reads r where r.ad_account_id = ${accountId} and r.month = ${month}::date)`;
}

const decimal = z.string().transform(parseDecimal).nullable();
const day = z.string().transform(parseCalendarDay);
const stored = z.array(
  z.object({
    kind: z.enum(breakdownKinds),
    since: day,
    until: day,
    unavailable: z.string().nullable(),
    spend: decimal,
    account_spend: decimal,
    at: z.string(),
    choices: kpiChoicesSchema.nullable(),
    rows: z.array(z.looseObject({ key1: z.string(), key2: z.string() })),
  }),
);

/** What `breakdownsJson` read. */
export function takeBreakdowns(json: unknown): MonthBreakdown[] {
  return stored
    .parse(json)
    .map(({ kind, since, until, unavailable, spend, account_spend, at, choices, rows }) => ({
      ...{ kind, unavailable, spend },
      window: { since, until },
      accountSpend: account_spend,
      observedAt: Temporal.Instant.from(at),
      choices: (choices as KpiChoices | null) ?? unresolvedChoices,
      rows: rows.map((row) => ({ key1: row.key1, key2: row.key2, figures: figuresOf(row) })),
    }));
}
