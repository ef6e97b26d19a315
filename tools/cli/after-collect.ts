import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { StaffTx } from "@/lib/db/database";
import { readReport } from "@/lib/facts/read-report";
import { readDocument } from "@/lib/publications/read-document";
import { type CorrectionItem, changedItems, changedParts } from "@/lib/report/corrections";
import type { CalendarDay } from "@/lib/values/calendar-day";
import type { CalendarMonth } from "@/lib/values/calendar-month";
import type { PublicationId, RunId } from "@/lib/values/ids";
import { correctionText, datesText } from "@/tools/cli/report-text";

/** Days of one client's window in a run that are stored and whose campaigns do not add up to Meta's total (R7). */
export interface UnreconciledDays {
  readonly client: string;
  readonly days: readonly CalendarDay[];
}

/** A publication that prints otherwise than its month reads now (R10). */
export interface OutdatedPublication {
  readonly client: string;
  readonly month: CalendarMonth;
  readonly version: number;
  readonly currency: string;
  /** Shown figures that are others now. */
  readonly figures: readonly CorrectionItem[];
  /** Days, or what stands against them, are others now. */
  readonly days: boolean;
}

/** Days of the run's windows that do not reconcile now, by client. One statement. */
export async function readUnreconciledDays(tx: StaffTx, runId: RunId): Promise<UnreconciledDays[]> {
  const rows = await tx.execute<{ client: string; days: CalendarDay[] }>(sql`
    select c.slug as client, jsonb_agg(d.date::text order by d.date) as days
    from collection_run_accounts p
    join ad_accounts a on a.id = p.ad_account_id
    join clients c on c.id = a.client_id
    join daily_kpi_data d on d.ad_account_id = a.id and d.date between p.since and p.until and not d.reconciled
    where p.run_id = ${runId}
    group by c.slug order by c.slug`);
  return [...rows];
}

/** Newest publications, unless withdrawn, of the months that the run's windows touch, whose figures or days are others by now. */
export async function readOutdatedPublications(
  tx: StaffTx,
  runId: RunId,
  now: Temporal.Instant,
): Promise<OutdatedPublication[]> {
  const newest = await tx.execute<{
    client: string;
    month: CalendarMonth;
    version: number;
    id: PublicationId;
  }>(sql`
    select distinct on (c.slug, p.month) c.slug as client, to_char(p.month, 'YYYY-MM') as month, p.version, p.id
    from collection_run_accounts r
    join ad_accounts a on a.id = r.ad_account_id
    join clients c on c.id = a.client_id
    join publications p on p.client_id = c.id and p.month <= r.until and p.month + interval '1 month' > r.since
    where r.run_id = ${runId} and r.state <> 'skipped'
      and not exists (select from publication_withdrawals w where w.client_id = p.client_id and w.month = p.month and w.version >= p.version)
    order by c.slug, p.month, p.version desc`);
  const outdated: OutdatedPublication[] = [];
  for (const { client, month, version, id } of newest) {
    const report = await readReport(tx, { slug: client, month, now });
    if (!report) continue;
    const printed = await readDocument(tx, id);
    const figures = changedItems(printed, report);
    const days = changedParts(printed, report).includes("days");
    if (figures.length > 0 || days) {
      outdated.push({ client, month, version, currency: report.currency, figures, days });
    }
  }
  return outdated;
}

/** One line for each client with such days, and for each such publication. */
export function afterCollectText(
  unreconciled: readonly UnreconciledDays[],
  outdated: readonly OutdatedPublication[],
): string[] {
  return [
    ...unreconciled.map(
      ({ client, days }) =>
        `${client}: campaigns do not add up to Meta's total on ${datesText(days)}; such a month is not published without an override.`,
    ),
    ...outdated.map(({ client, month, version, currency, figures, days }) => {
      const changes = [
        ...figures.map((figure) => correctionText(figure, currency)),
        ...(days ? ["its days, or what stands against them, are others now"] : []),
      ];
      return `${client} ${month}: published v${version} no longer holds (${changes.join("; ")}); look at it and publish a correction.`;
    }),
  ];
}
