import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { StaffTx, SystemTx } from "@/lib/db/database";
import { readAccountDays } from "@/lib/facts/read-account-days";
import { readEndedAttempts } from "@/lib/facts/read-ended-attempts";
import { readReportClients } from "@/lib/facts/read-report-clients";
import { inputOf } from "@/lib/facts/read-report-input";
import { buildReport } from "@/lib/report/build-report";
import { type Figure, type Report, type ResultMetric, resultMetrics } from "@/lib/report/document";
import { type Blocker, whatBlocks } from "@/lib/report/publishing-rules";
import { type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";

/** One client's month in the list: state, two figures, what stands against publishing, and its publication. */
export interface ListedReport {
  readonly slug: string;
  readonly name: string;
  readonly isDemo: boolean;
  readonly managerId: string | null;
  readonly currency: string;
  readonly state: Report["state"];
  readonly reconciled: boolean | null;
  readonly noDelivery: boolean;
  readonly coverage: Report["coverage"];
  readonly spend: Figure;
  /** The client's result and its own word for it; null when it sees none of them. */
  readonly result: {
    readonly metric: ResultMetric;
    readonly name: string | null;
    readonly figure: Figure;
  } | null;
  readonly blockers: readonly Blocker[];
  readonly publication: {
    readonly version: number;
    readonly at: Temporal.Instant;
    readonly by: string;
    readonly overridden: boolean;
  } | null;
}

interface PublishedRow extends Record<string, unknown> {
  client_id: string;
  version: number;
  at: string;
  by: string;
  overridden: boolean;
}

/**
 * The month of every active client, by name (grain: client × month), in four statements whatever their number. The same rules as the
 * report itself, over the month's own account-days only: no comparisons, no campaigns.
 */
export async function listReports(
  tx: StaffTx | SystemTx,
  { month, now }: { readonly month: CalendarMonth; readonly now: Temporal.Instant },
): Promise<ListedReport[]> {
  const clients = await readReportClients(tx, null);
  const accountIds = clients.map(({ accountId }) => accountId);
  const own = monthWindow(month);
  const days = await readAccountDays(tx, accountIds, own);
  const attempts = await readEndedAttempts(tx, accountIds, own, own);
  const published = await tx.execute<PublishedRow>(sql`
    select distinct on (client_id) client_id, version, published_at::text as at, published_by as by, override_reason is not null as overridden
    from publications where month = ${own.since}::date order by client_id, version desc`);
  return clients.map((who) => {
    const report = buildReport({
      now,
      month,
      ...inputOf(who, days.get(who.accountId) ?? [], attempts.get(who.accountId) ?? [], own, own),
      campaigns: [],
      attribution: [],
      lastDelivery: null,
      lastChanges: {},
      publication: null,
      published: { previous: null, yearAgo: null },
    });
    const metric = resultMetrics.find((kpi) => report.shown.includes(kpi));
    const publication = published.find((row) => row.client_id === who.clientId);
    return {
      slug: who.client.slug,
      name: who.client.name,
      isDemo: who.isDemo,
      managerId: who.managerId,
      currency: report.currency,
      state: report.state,
      reconciled: report.reconciled,
      noDelivery: report.no_delivery,
      coverage: report.coverage,
      spend: report.figures.total_spend,
      result: metric ? { metric, name: report.names[metric] ?? null, figure: report.figures[metric] } : null,
      blockers: whatBlocks(report),
      publication: publication
        ? {
            version: publication.version,
            at: Temporal.Instant.from(publication.at),
            by: publication.by,
            overridden: publication.overridden,
          }
        : null,
    };
  });
}
