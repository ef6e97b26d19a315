import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Checklist } from "@/app/(staff)/reports/checklist/checklist";
import { checklistOf } from "@/app/(staff)/reports/checklist/checklist-items";
import { DeliveryPanel } from "@/app/(staff)/reports/delivery/delivery-panel";
import { SharePanel } from "@/app/(staff)/reports/links/share-panel";
import { BackfillLine } from "@/app/(staff)/reports/month/backfill-line";
import { Conditions } from "@/app/(staff)/reports/month/conditions";
import { type ClientMonth, loadClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { MonthHead } from "@/app/(staff)/reports/month/month-head";
import { type PreviewView, PreviewViews } from "@/app/(staff)/reports/month/preview-views";
import { ReasonPreview } from "@/app/(staff)/reports/month/reason-preview";
import { ReportSelectors } from "@/app/(staff)/reports/month/report-selectors";
import { selectorProps } from "@/app/(staff)/reports/month/selector-props";
import { NotesPanel } from "@/app/(staff)/reports/notes/notes-panel";
import { PublishPanel } from "@/app/(staff)/reports/publish/publish-panel";
import { ReportSkeleton } from "@/app/(staff)/reports/skeletons";
import { MonthlyReport } from "@/components/report/monthly-report";
import { BriefSource, SourceBase, SourceMark } from "@/components/shell/source-of";
import { cn } from "@/components/ui/cn";
import {
  createReportKit,
  type DrawnFigure,
  type FigureOf,
  type ReportKit,
} from "@/lib/publications/report-kit";

/** One client's month: the report as the client will see it, beside what stands against publishing it. */
export async function ClientMonthPage({
  slug,
  month,
  queue,
  view,
}: {
  slug: string;
  month: string | undefined;
  /** Slugs that are reviewed one after another; empty for all clients. */
  queue: readonly string[];
  view: PreviewView;
}) {
  const page = await loadClientMonth(slug, month).answer;
  if (page.kind !== "found") notFound();
  const { t, staff, report } = page;
  const items = checklistOf(page);
  const kit = createReportKit(report, { documentSha256: null, figure: previewFigure, mark: previewMark });
  const blocked = !page.publication && page.mayChange && page.blockers.length > 0;
  const changed = items.some(({ key, weight }) => key === "changed" && weight === "look");
  const above = page.publication
    ? t("staff.month.asPublished", { version: String(page.publication.version) })
    : t("staff.month.asClient");
  return (
    <>
      <MonthHead page={page} items={items} queue={queue} />
      <Conditions t={t} locale={staff.locale} zone={page.agency.zone} conditions={page.conditions} />
      <BackfillLine t={t} backfill={page.backfill} />
      <ReportSelectors
        {...selectorProps({ t, locale: staff.locale, clients: page.clients, periods: page.periods })}
        client={slug}
        period={page.month}
        skeleton={<ReportSkeleton />}
      >
        {/* Its forms begin anew with another client or month: what was typed or answered here belongs to this one alone. */}
        <div
          key={`${slug} ${page.month}`}
          className="grid max-w-[1160px] gap-x-10 gap-y-8 pt-2 wide:grid-cols-[minmax(0,1fr)_320px]"
        >
          <aside className="wide:order-2" aria-labelledby="checklist">
            {/* Beside the report it scrolls by itself, or its lower half would be reached only at the report's end. */}
            <div className="grid gap-x-10 gap-y-8 min-[700px]:grid-cols-2 wide:sticky wide:top-0 wide:-mx-3 wide:-mt-6 wide:block wide:max-h-dvh wide:space-y-8 wide:overflow-y-auto wide:px-3 wide:py-6 print:grid-cols-2">
              <Checklist t={t} locale={staff.locale} page={page} items={items} />
              <div className="space-y-8">
                <PublishPanel page={page} changed={changed} />
                <NotesPanel page={page} />
                <SharePanel page={page} />
                <DeliveryPanel page={page} />
              </div>
            </div>
          </aside>
          <article aria-label={above} className="min-w-0 wide:order-1 print:break-before-page">
            <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
              <p className="text-ink-3">{above}</p>
              <PreviewViews page={page} view={view} queue={queue} />
            </div>
            <div
              className={cn(
                "border border-rule-strong print:border-0 max-desk:-mx-3 max-desk:border-x-0 min-[360px]:max-desk:-mx-4",
                // As wide as the phone that most clients open it on; the report sets itself for its container.
                view === "phone" && "mx-auto max-w-[390px] max-desk:border-x",
              )}
            >
              <SourceBase base={{ kind: "month", client: slug, month: page.month }}>
                <MonthlyReport kit={kit} draft={blocked ? <Reason kit={kit} page={page} /> : null} />
              </SourceBase>
            </div>
          </article>
        </div>
      </ReportSelectors>
    </>
  );
}

/** What the report will print of an override, in the client's language, with today's date and this person's name. */
function Reason({ kit, page }: { kit: ReportKit; page: ClientMonth }) {
  return (
    <ReasonPreview
      field="reason"
      least={1}
      lead={kit.t("report.notice.overridden")}
      words={kit.t("report.notice.override", {
        date: kit.format.instantShortDay(page.now.toString()),
        name: page.staff.name,
        reason: "{reason}",
      })}
    />
  );
}

/** A figure of the preview opens its source; the published page, which has no script, prints its text alone. */
function previewFigure({ metric, part }: FigureOf, text: ReactNode): ReactNode {
  return (
    <BriefSource of={metric} {...(part ? { part } : {})}>
      {text}
    </BriefSource>
  );
}

/** A bar of the preview's chart opens its source; the table under the chart has the same figures as text. */
function previewMark({ metric, part }: FigureOf, drawn: DrawnFigure, mark: ReactNode): ReactNode {
  return (
    <SourceMark of={metric} {...(part ? { part } : {})} {...drawn}>
      {mark}
    </SourceMark>
  );
}
