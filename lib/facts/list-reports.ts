import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { MonthAnswer } from "@/lib/checks/outcome";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { listInputOf, longestUnread, nothingKnown, readAddedDays } from "@/lib/facts/read-added-days";
import { type MonthDot, readListHistory } from "@/lib/facts/read-list-history";
import { type MonthDoubt, readMonthTotals } from "@/lib/facts/read-month-totals";
import { readReportClients } from "@/lib/facts/read-report-clients";
import type { ResultMetric } from "@/lib/report/document";
import { isLongUnread } from "@/lib/report/last-read";
import { type MonthOverview, overviewOf } from "@/lib/report/month-overview";
import { type CalendarDay, dayIn } from "@/lib/values/calendar-day";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";
import type { Window } from "@/lib/values/window";

/** One client's month in the list: state, two figures, what stands against publishing, and its publication. */
export interface ListedReport extends MonthOverview {
  readonly slug: string;
  readonly name: string;
  readonly isDemo: boolean;
  readonly managerId: string | null;
  /** How far the reports of the months before came, oldest first. */
  readonly history: readonly MonthDot[];
  /** The last answer of the check that compares the month's days with Meta's own total; null where it has none about this month. */
  readonly monthTotal: MonthAnswer | null;
  readonly doubts: readonly MonthDoubt[];
  /** Where staff stand with it: nobody has begun, a draft, in review, or out. */
  readonly reportState: "draft" | "in_review" | "published" | null;
  /** "What we did" and "what is next" that nobody has written yet. */
  readonly emptyComments: readonly ("done" | "next")[];
  readonly publication: {
    readonly version: number;
    readonly at: Temporal.Instant;
    readonly by: string;
    readonly overridden: boolean;
    /** Taken back: nobody outside is shown it. */
    readonly withdrawn: boolean;
    /** Whether Meta changed a figure of an account-day of the month after it. */
    readonly restated: boolean;
    /** Where days that Meta may still change were not all read lately, the account's day of the read that is the longest ago; else null. */
    readonly unreadSince: CalendarDay | null;
    /** What it prints for spend and for the result above, exact; null where it prints none (R10). */
    readonly printed: {
      readonly currency: string;
      readonly spend: string | null;
      readonly result: string | null;
    };
  } | null;
}

/** With the values that it prints for spend and for every metric that can be a result, exact. */
interface PublishedRow extends Record<string, unknown>, Record<ResultMetric | "total_spend", string | null> {
  client_id: string;
  state: "draft" | "in_review" | "published";
  done: number;
  next: number;
  /** null while nothing is published. */
  version: number | null;
  withdrawn: boolean;
  at: string;
  by: string;
  overridden: boolean;
  restated: boolean;
  currency: string;
}

/**
 * The month of every active client, by name (grain: client × month), in six statements whatever their number. The same rules as the
 * report itself, over the account-days of the month and the one before it, added up by the database: no year ago, no campaigns.
 */
export async function listReports(
  tx: StaffTx | SystemTx,
  { month, now }: { readonly month: CalendarMonth; readonly now: Temporal.Instant },
): Promise<ListedReport[]> {
  const clients = await readReportClients(tx, null);
  const [known, published, historyOf, totals] = await Promise.all([
    readAddedDays(tx, clients, month),
    readPublished(tx, monthWindow(month)),
    readListHistory(tx, month),
    readMonthTotals(tx, month),
  ]);
  return clients.map((who) => {
    const history = historyOf(who.clientId);
    const stored = known.get(who.accountId) ?? nothingKnown;
    const overview = overviewOf({
      now,
      month,
      ...listInputOf(who, stored),
      monthTotal: totals.get(who.clientId)?.differs ?? null,
      previousPublication: history.base,
    });
    const row = published.get(who.clientId);
    const publication = row?.version ? { ...row, version: row.version } : null;
    const readAt = publication && longestUnread(stored, month);
    return {
      ...overview,
      slug: who.client.slug,
      name: who.client.name,
      isDemo: who.isDemo,
      managerId: who.managerId,
      history: history.months,
      monthTotal: totals.get(who.clientId)?.answer ?? null,
      doubts: totals.get(who.clientId)?.doubts ?? [],
      reportState: row?.state ?? null,
      emptyComments: (["done", "next"] as const).filter((kind) => (row?.[kind] ?? 0) === 0),
      publication: publication
        ? {
            version: publication.version,
            at: Temporal.Instant.from(publication.at),
            by: publication.by,
            overridden: publication.overridden,
            withdrawn: publication.withdrawn,
            restated: publication.restated,
            unreadSince: readAt && isLongUnread(readAt, now) ? dayIn(who.account.zone, readAt) : null,
            printed: {
              currency: publication.currency,
              spend: publication.total_spend,
              result: overview.result ? publication[overview.result.metric] : null,
            },
          }
        : null,
    };
  });
}

/**
 * What staff have of the month by client, and its newest publication with the few figures that the list compares, out of the stored documents. Older versions
 * stay closed, and `json_to_record` goes once through a document: a quarter of what a cast to jsonb takes. Whether Meta changed the month since is
 * asked of restatements (R6) of the days alone that say themselves that they changed.
 */
async function readPublished(
  tx: StaffTx | SystemTx,
  { since: month, until }: Window,
): Promise<Map<string, PublishedRow>> {
  const rows = await tx.execute<PublishedRow>(sql`
    with newest as materialized (
      select distinct on (client_id) id, client_id, version, published_at, published_at::text as at, published_by as by, override_reason is not null as overridden
      from publications where month = ${month}::date order by client_id, version desc
    ), printed as materialized (
    select client_id, version, published_at, at, by, overridden, printed.currency, total_spend ->> 'value' as total_spend,
      reservations ->> 'value' as reservations, leads ->> 'value' as leads, messages ->> 'value' as messages, click_to_call ->> 'value' as click_to_call
    from newest join publications using (id, client_id, version, published_at),
      json_to_record(document::json) as printed (currency text, figures json),
      json_to_record(printed.figures) as figure (total_spend json, reservations json, leads json, messages json, click_to_call json)
    )
    select r.client_id, r.state, p.version, p.at, p.by, p.overridden, p.currency, p.total_spend, p.reservations, p.leads, p.messages, p.click_to_call,
      exists (select from publication_withdrawals w where w.client_id = r.client_id and w.month = r.month and w.version >= p.version) as withdrawn,
      exists (select from ad_accounts a
        join daily_kpi_data k on k.ad_account_id = a.id and k.date between ${month}::date and ${until}::date and k.changed_at > p.published_at
        join kpi_restatements m on m.ad_account_id = k.ad_account_id and m.date = k.date and m.campaign_id is null and m.observed_at > p.published_at
        where a.client_id = r.client_id) as restated,
      (select count(*) from report_notes n where n.client_id = r.client_id and n.month = r.month and kind = 'done' and removed_at is null)::int as done,
      (select count(*) from report_notes n where n.client_id = r.client_id and n.month = r.month and kind = 'next' and removed_at is null)::int as next
    from reports r left join printed p on p.client_id = r.client_id where r.month = ${month}::date`);
  return new Map(rows.map((row) => [row.client_id, row]));
}
