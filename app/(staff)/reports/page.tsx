import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { Suspense } from "react";
import {
  type ListFilters,
  listFiltersOf,
  listHref,
  listQuery,
} from "@/app/(staff)/reports/list/list-address";
import { ListFilter } from "@/app/(staff)/reports/list/list-filter";
import { ListHead } from "@/app/(staff)/reports/list/list-head";
import { loadReportList } from "@/app/(staff)/reports/list/load-list";
import { DotLegend } from "@/app/(staff)/reports/list/month-dots";
import { type Readiness, readinessGroups, readinessOf } from "@/app/(staff)/reports/list/readiness";
import { ReportsTable } from "@/app/(staff)/reports/list/reports-table";
import { selectedWords } from "@/app/(staff)/reports/list/selected-words";
import { ClientMonthPage } from "@/app/(staff)/reports/month/client-month-page";
import { loadClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { MonthKeys } from "@/app/(staff)/reports/month/month-keys";
import { previewViews } from "@/app/(staff)/reports/month/preview-views";
import { QueueBar } from "@/app/(staff)/reports/month/queue-bar";
import { ReportSelectors } from "@/app/(staff)/reports/month/report-selectors";
import { selectorProps } from "@/app/(staff)/reports/month/selector-props";
import { ListPageSkeleton, ListSkeleton, MonthPageSkeleton } from "@/app/(staff)/reports/skeletons";
import { StateBlock } from "@/components/shell/state-block";
import { loadStaffPage } from "@/lib/auth/staff-page";

// Every part of the page is figures read for this request; see app/layout.tsx.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadStaffPage();
  return { title: t("staff.reports.title") };
}

/** Without a client the list of a month; with one, that client's month. */
export default async function ReportsPage({ searchParams }: PageProps<"/reports">) {
  const search = await searchParams;
  const { client, period, queue } = search;
  const month = one(period);
  const slug = one(client);
  const chosen = [queue ?? []].flat().filter((item) => item !== "");
  const [first] = chosen;
  const view = previewViews.find((each) => each === search.view) ?? "page";
  const { t } = await loadStaffPage();
  if (slug) {
    if (!(await loadClientMonth(slug, month).exists)) notFound();
    return (
      <Suspense fallback={<MonthPageSkeleton t={t} />}>
        <ClientMonthPage slug={slug} month={month} queue={chosen} view={view} />
      </Suspense>
    );
  }
  // The list sends the ticked reports as a form does; they are reviewed one after another from the first.
  if (first) redirect(`/reports?${reviewQuery(first, month, chosen)}`);
  if (!(await loadReportList(month).exists)) notFound();
  return (
    <Suspense fallback={<ListPageSkeleton t={t} />}>
      <ListPage month={month} filters={listFiltersOf(search)} />
    </Suspense>
  );
}

async function ListPage({ month, filters }: { month: string | undefined; filters: ListFilters }) {
  const list = await loadReportList(month).answer;
  if (!list) notFound();
  const { t, staff, agency, reports } = list;
  const counts = Object.fromEntries(
    readinessGroups.map((group) => [group, reports.filter((report) => readinessOf(report) === group).length]),
  ) as Record<Readiness, number>;
  return (
    <>
      <ListHead list={list} />
      {reports.length === 0 ? (
        <div className="mt-6 max-w-[1160px]">
          <StateBlock title={t("staff.reports.empty.effect")}>
            <code className="text-ink">npm run cli -- clients import FILE</code>
          </StateBlock>
        </div>
      ) : (
        <ReportSelectors
          {...selectorProps({ t, locale: staff.locale, clients: reports, periods: list.periods })}
          client=""
          period={list.month}
          keep={listQuery(filters)}
          skeleton={<ListSkeleton rows={reports.length} />}
        >
          <ListFilter t={t} month={list.month} filters={filters} counts={counts} />
          <ReportsTable
            t={t}
            locale={staff.locale}
            zone={agency.zone}
            month={list.month}
            filters={filters}
            all={reports}
            reports={reports.filter(
              (report) => filters.show === null || readinessOf(report) === filters.show,
            )}
          />
          <QueueBar
            key={list.month}
            period={list.month}
            says={selectedWords(t, staff.locale)}
            button={t("publish.list.review")}
          />
          {filters.all ? (
            <p className="mt-3 print:hidden">
              <Link
                className="link inline-flex min-h-11 items-center desk:min-h-0"
                href={listHref(list.month, { ...filters, all: false })}
                scroll={false}
              >
                {t("publish.list.fewer")}
              </Link>
            </p>
          ) : null}
          <DotLegend t={t} />
          <MonthKeys list={list} />
          <p className="mt-3 max-w-[1160px] text-ink-3 text-xs">{t("staff.reports.note")}</p>
        </ReportSelectors>
      )}
    </>
  );
}

function reviewQuery(client: string, month: string | undefined, queue: readonly string[]): URLSearchParams {
  const query = new URLSearchParams({ client, ...(month ? { period: month } : {}) });
  for (const slug of queue) query.append("queue", slug);
  return query;
}

/** A parameter that stands once; repeated or empty ones are none. */
function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
