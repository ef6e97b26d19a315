import { cache } from "react";
import { Temporal } from "temporal-polyfill";
import { startReading } from "@/app/(staff)/reports/start-reading";
import { mayChange } from "@/lib/auth/may-change";
import { loadStaffPage, type StaffPage } from "@/lib/auth/staff-page";
import { portalDatabase } from "@/lib/db/portal-database";
import { type Delivery, readDelivery } from "@/lib/deliver/settings/read-delivery";
import { type Backfill, readBackfill } from "@/lib/facts/backfill/read-backfill";
import { findClientMonth } from "@/lib/facts/find-client-month";
import { type OpenCondition, readConditions } from "@/lib/facts/read-conditions";
import type { ReportClient } from "@/lib/facts/read-report-clients";
import { readReportInput } from "@/lib/facts/read-report-input";
import { listVersions, type PublicationHead } from "@/lib/publications/list-versions";
import { readDocument } from "@/lib/publications/read-document";
import { type PublishedFigures, readPublishedFigures } from "@/lib/publications/read-published-figures";
import { type Review, readReview } from "@/lib/publications/read-review";
import { buildReport } from "@/lib/report/build-report";
import { changedParts, type ReadingPart } from "@/lib/report/corrections";
import type { Report } from "@/lib/report/document";
import { type Blocker, whatBlocks } from "@/lib/report/publishing-rules";
import { type ListedShareLink, listShareLinks } from "@/lib/sharing/list-share-links";
import type { CalendarMonth } from "@/lib/values/calendar-month";

export interface ClientMonth extends StaffPage, Pick<Review, "notes" | "findings" | "monthTotal" | "doubts"> {
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
  /** Every version, newest first. */
  readonly versions: readonly PublicationHead[];
  readonly review: Pick<Review, "state" | "stateAt">;
  /** What the newest publication prints, for what has changed since; null without one. */
  readonly published: PublishedFigures | null;
  /** What a client would read otherwise than in the newest publication; none without one. */
  readonly changedParts: readonly ReadingPart[];
  /** How far the account's history is read. */
  readonly backfill: Backfill | null;
  /** What is wrong with reading the account now. */
  readonly conditions: readonly OpenCondition[];
  readonly links: readonly ListedShareLink[];
  /** Who gets it by mail, and what became of the mails. */
  readonly delivery: Delivery;
  /** Whether this person may publish and share it. */
  readonly mayChange: boolean;
}

export type ClientMonthAnswer =
  | ClientMonth
  | (StaffPage & { readonly kind: "no_client"; readonly slug: string })
  | (StaffPage & { readonly kind: "no_period"; readonly who: ReportClient; readonly malformed: boolean });

/** One client's month for staff; everything in one transaction, so that figures and publication are of the same moment. */
export const loadClientMonth = cache((slug: string, period: string | undefined) =>
  startReading((decide) => readClientMonth(slug, period, decide)),
);

async function readClientMonth(
  slug: string,
  period: string | undefined,
  decide: (exists: boolean) => void,
): Promise<ClientMonthAnswer> {
  const page = await loadStaffPage();
  const now = Temporal.Now.instant();
  const { actor } = page.staff;
  return portalDatabase().asStaff(
    actor,
    async (tx): Promise<ClientMonthAnswer> => {
      const found = await findClientMonth(tx, { slug, period, now });
      decide(found.kind === "found");
      if (found.kind === "no_client") return { ...page, kind: "no_client", slug };
      if (found.kind === "no_period") return { ...page, ...found };
      const { who, month, periods, clients } = found;
      const read = await readReportInput(tx, { slug, month, now });
      if (!read) return { ...page, kind: "no_client", slug };
      const report = buildReport(read.input);
      const versions = await listVersions(tx, who.clientId, month);
      const publication = versions[0] ?? null;
      const { notes, findings, monthTotal, doubts, ...review } = await readReview(tx, who.clientId, month);
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
        publication,
        versions,
        review,
        notes,
        findings,
        monthTotal,
        doubts,
        published: publication ? await readPublishedFigures(tx, publication.id) : null,
        changedParts: publication ? changedParts(await readDocument(tx, publication.id), report) : [],
        backfill: await readBackfill(tx, who.accountId, now),
        conditions: await readConditions(tx, who.accountId),
        links: await listShareLinks(tx, who.clientId, month),
        delivery: await readDelivery(tx, who.clientId, month),
        mayChange: mayChange(actor, who),
      };
    },
    { snapshot: true },
  );
}
