import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import { metricColumns } from "@/lib/facts/fact-figures";
import type { GridRestatement } from "@/lib/facts/grid/read-grid-restatements";
import { retriedClasses } from "@/lib/facts/retried-classes";
import type { CalendarDay } from "@/lib/values/calendar-day";
import { instantOf } from "@/lib/values/instant";
import { type FactMetric, factMetrics } from "@/lib/values/metric";

/** A try at a window that covers the day. */
export interface DayAttempt {
  readonly state: "running" | "ok" | "failed" | "lost";
  readonly number: number;
  readonly pass: string;
  readonly since: CalendarDay;
  readonly until: CalendarDay;
  readonly pages: number;
  readonly rows: number;
  readonly startedAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  readonly error: {
    readonly class: string;
    readonly code: number | null;
    readonly subcode: number | null;
    readonly message: string | null;
    readonly willRetry: boolean;
  } | null;
}

/** Everything that is known of one account-day. */
export interface DayDetail {
  readonly client: { readonly slug: string; readonly name: string; readonly managerId: string | null };
  readonly zone: string;
  readonly currency: string;
  readonly collectFrom: CalendarDay;
  readonly row: {
    readonly figures: Readonly<Record<FactMetric, string | null>>;
    readonly reconciled: boolean;
    readonly differences: readonly {
      readonly metric: FactMetric;
      readonly campaigns: string;
      readonly account: string;
      readonly difference: string;
    }[];
    readonly campaigns: number;
    readonly firstObservedAt: Temporal.Instant;
    readonly changedAt: Temporal.Instant;
  } | null;
  /** Newest first, at most five. */
  readonly attempts: readonly DayAttempt[];
  /** The newest good one, whatever failed since. */
  readonly good: DayAttempt | null;
  /** All changes, oldest first. */
  readonly restatements: readonly Pick<GridRestatement, "observedAt" | "changes">[];
  /** Newest publication of the month, where there is one. */
  readonly publication: { readonly version: number; readonly at: Temporal.Instant } | null;
  /** A day that Meta does not answer, named and probed weekly; `isGone`: until Meta kept it no more. */
  readonly gap: {
    readonly reason: string;
    readonly probedAt: Temporal.Instant;
    readonly isGone: boolean;
  } | null;
}

interface AttemptRow extends Record<string, unknown> {
  state: DayAttempt["state"];
  attempt_number: number;
  pass: string;
  since: CalendarDay;
  until: CalendarDay;
  pages: number;
  rows: number;
  started_at: string;
  finished_at: string | null;
  error_class: string | null;
  error_code: number | null;
  error_subcode: number | null;
  error_message: string | null;
}

type HeadRow = Record<FactMetric, string | null> & {
  account_id: string;
  slug: string;
  name: string;
  manager_id: string | null;
  time_zone: string;
  account_currency: string;
  collect_from: CalendarDay;
  reconciled: boolean | null;
  differences: NonNullable<DayDetail["row"]>["differences"] | null;
  campaigns: number;
  first_observed_at: string;
  changed_at: string;
  version: number | null;
  published_at: string;
  gap_reason: string | null;
  gap_probed_at: string;
  gap_resolved: boolean;
};

/** One account-day with its attempts and changes (grain: account × day), or null for no such client or account; three statements. */
export async function readDay(tx: StaffTx, slug: string, day: CalendarDay): Promise<DayDetail | null> {
  const [head] = await tx.execute<HeadRow>(sql`
    select a.id as account_id, c.slug, c.name, c.manager_id, a.time_zone, a.currency as account_currency, a.collect_from::text, k.*,
      (select count(*)::integer from campaign_daily_kpi_data r where r.ad_account_id = a.id and r.date = ${day}::date) as campaigns,
      p.version, p.published_at, g.reason as gap_reason, g.probed_at as gap_probed_at,
      g.is_resolved as gap_resolved
    from clients c join ad_accounts a on a.client_id = c.id
    left join lateral (
      select ${metricColumns()}, reconciled, differences, first_observed_at::text, changed_at::text from daily_kpi_data
      where ad_account_id = a.id and date = ${day}::date
    ) k on true
    left join lateral (
      select version, published_at::text from publications
      where client_id = c.id and month = date_trunc('month', ${day}::date)::date order by version desc limit 1
    ) p on true
    left join lateral (
      select reason, probed_at::text, resolved_at is not null as is_resolved from collection_gaps
      where ad_account_id = a.id and date = ${day}::date and (resolved_at is null or k.reconciled is null) order by resolved_at desc nulls first limit 1
    ) g on true
    where c.slug = ${slug} limit 1`);
  if (!head) return null;
  const tried = await tx.execute<AttemptRow>(sql`
    with covering as materialized (
      select t.*, r.pass from collection_attempts t join collection_runs r on r.id = t.run_id
      where t.ad_account_id = ${head.account_id} and t.started_at >= (${day}::date - interval '2 days')::timestamptz and t.since <= ${day}::date and t.until >= ${day}::date
    )
    select state, attempt_number, pass, since::text, until::text, pages, rows, started_at::text, finished_at::text, error_class, error_code, error_subcode, error_message
    from covering where id in (select id from covering order by started_at desc limit 5)
      or id = (select id from covering where state = 'ok' order by finished_at desc limit 1)
    order by covering.started_at desc`);
  const restatements = await tx.execute<{ observed_at: string; changes: GridRestatement["changes"] }>(sql`
    select observed_at::text, changes from kpi_restatements
    where ad_account_id = ${head.account_id} and date = ${day}::date and campaign_id is null order by kpi_restatements.observed_at, id`);
  const attempts = tried.map(attemptOf);
  return {
    client: { slug: head.slug, name: head.name, managerId: head.manager_id },
    zone: head.time_zone,
    currency: head.account_currency,
    collectFrom: head.collect_from,
    row:
      head.reconciled === null
        ? null
        : {
            figures: Object.fromEntries(factMetrics.map((metric) => [metric, head[metric]])) as Record<
              FactMetric,
              string | null
            >,
            reconciled: head.reconciled,
            differences: head.differences ?? [],
            campaigns: head.campaigns,
            firstObservedAt: Temporal.Instant.from(head.first_observed_at),
            changedAt: Temporal.Instant.from(head.changed_at),
          },
    attempts: attempts.slice(0, 5),
    good: attempts.find(({ state }) => state === "ok") ?? null,
    restatements: restatements.map(({ observed_at, changes }) => ({ observedAt: observed_at, changes })),
    publication:
      head.version === null ? null : { version: head.version, at: Temporal.Instant.from(head.published_at) },
    gap:
      head.gap_reason === null
        ? null
        : {
            reason: head.gap_reason,
            probedAt: Temporal.Instant.from(head.gap_probed_at),
            isGone: head.gap_resolved,
          },
  };
}

function attemptOf(row: AttemptRow): DayAttempt {
  return {
    state: row.state,
    number: row.attempt_number,
    pass: row.pass,
    since: row.since,
    until: row.until,
    pages: row.pages,
    rows: row.rows,
    startedAt: Temporal.Instant.from(row.started_at),
    finishedAt: instantOf(row.finished_at),
    error:
      row.error_class === null
        ? null
        : {
            class: row.error_class,
            code: row.error_code,
            subcode: row.error_subcode,
            message: row.error_message,
            willRetry: retriedClasses.includes(row.error_class),
          },
  };
}
