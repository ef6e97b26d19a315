import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { usualPeriod } from "@/app/(staff)/reports/load-list";
import { mayChange } from "@/lib/auth/may-change";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { withoutDemo } from "@/lib/clients/without-demo";
import { portalDatabase } from "@/lib/db/portal-database";
import { listPeriods } from "@/lib/facts/list-periods";
import { type ReportClient, readReportClients } from "@/lib/facts/read-report-clients";
import { readReportInput } from "@/lib/facts/read-report-input";
import { type PublicationHead, readNewestPublication } from "@/lib/publications/read-newest-publication";
import { buildReport } from "@/lib/report/build-report";
import type { Report } from "@/lib/report/document";
import { type Blocker, whatBlocks } from "@/lib/report/publishing-rules";
import { type ListedShareLink, listShareLinks } from "@/lib/sharing/list-share-links";
import { type CalendarMonth, isCalendarMonth } from "@/lib/values/calendar-month";

export interface ClientMonth extends StaffPage {
  readonly kind: "found";
  readonly now: Temporal.Instant;
  readonly month: CalendarMonth;
  readonly periods: readonly CalendarMonth[];
  readonly clients: readonly { readonly slug: string; readonly name: string; readonly isDemo: boolean }[];
  readonly who: ReportClient;
  /** The month as its facts stand now, not as it was published. */
  readonly report: Report;
  readonly blockers: readonly Blocker[];
  readonly publication: PublicationHead | null;
  readonly links: readonly ListedShareLink[];
  /** Whether this person may publish and share it. */
  readonly mayChange: boolean;
}

export type ClientMonthAnswer =
  | ClientMonth
  | (StaffPage & { readonly kind: "no_client"; readonly slug: string })
  | (StaffPage & { readonly kind: "no_period"; readonly who: ReportClient; readonly malformed: boolean });

/** One client's month for staff; everything in one transaction, so that figures and publication are of the same moment. */
export const loadClientMonth = cache(
  async (slug: string, asked: string | undefined): Promise<ClientMonthAnswer> => {
    const page = await loadStaffPage();
    const now = Temporal.Now.instant();
    const { actor } = page.staff;
    return portalDatabase().asStaff(
      actor,
      async (tx): Promise<ClientMonthAnswer> => {
        const { clients } = withoutDemo(await readReportClients(tx, null));
        const who = clients.find(({ client }) => client.slug === slug);
        if (!who) return { ...page, kind: "no_client", slug };
        const periods = listPeriods([who.account], now);
        const month = asked ?? usualPeriod(periods, who.account.zone, now);
        if (!isCalendarMonth(month)) return { ...page, kind: "no_period", who, malformed: true };
        const read = periods.includes(month) ? await readReportInput(tx, { slug, month, now }) : null;
        if (!read) return { ...page, kind: "no_period", who, malformed: false };
        const report = buildReport(read.input);
        return {
          ...page,
          kind: "found",
          now,
          month,
          periods,
          clients: clients.map(({ client, isDemo }) => ({ slug: client.slug, name: client.name, isDemo })),
          who,
          report,
          blockers: whatBlocks(report),
          publication: await readNewestPublication(tx, who.clientId, month),
          links: await listShareLinks(tx, who.clientId, month),
          mayChange: mayChange(actor, who),
        };
      },
      { snapshot: true },
    );
  },
);
