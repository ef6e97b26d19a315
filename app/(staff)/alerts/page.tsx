import type { Metadata } from "next";
import { Suspense } from "react";
import { AlertActs } from "@/app/(staff)/alerts/alert-acts";
import { AlertFilterBar } from "@/app/(staff)/alerts/alert-filter-bar";
import { AlertPanel } from "@/app/(staff)/alerts/alert-panel";
import { AlertsHead } from "@/app/(staff)/alerts/alerts-head";
import { AlertsSkeleton } from "@/app/(staff)/alerts/alerts-skeleton";
import { AlertsTable } from "@/app/(staff)/alerts/alerts-table";
import { ChannelTests } from "@/app/(staff)/alerts/channel-tests";
import { loadAlerts } from "@/app/(staff)/alerts/load-alerts";
import { NoAlert } from "@/app/(staff)/alerts/no-alert";
import { SectionHead } from "@/components/shell/section-head";
import { loadStaffPage } from "@/lib/auth/staff-page";

// Every part of the page is read for this request; see app/layout.tsx.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadStaffPage();
  return { title: t("alertsPage.title") };
}

/** What is wrong and who takes care: a list by state, the open one beside it with cause, effect, next step and history. */
export default async function AlertsRoute({ searchParams }: PageProps<"/alerts">) {
  const asked = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const { t } = await loadStaffPage();
  return (
    <Suspense fallback={<AlertsSkeleton t={t} />}>
      <AlertsContent search={new URLSearchParams(asked).toString()} />
    </Suspense>
  );
}

async function AlertsContent({ search }: { search: string }) {
  const page = await loadAlerts(search);
  const { t } = page;
  return (
    <>
      <AlertsHead page={page} />
      <AlertActs undo={t("alertsPage.verb.undo")}>
        <div className="mt-5 grid max-w-[1160px] items-start gap-x-10 wide:grid-cols-[minmax(0,1fr)_400px]">
          <div className="min-w-0">
            <AlertFilterBar page={page} />
            <AlertsTable page={page} />
          </div>
          {page.selected ? (
            <AlertPanel page={page} group={page.selected} />
          ) : page.outside ? (
            <NoAlert page={page} />
          ) : null}
        </div>
      </AlertActs>
      {page.staff.role === "admin" ? (
        <section aria-labelledby="channels" className="mt-10 max-w-[1160px] print:hidden">
          <SectionHead id="channels" title={t("alertsPage.test.heading")} note={t("alertsPage.test.note")} />
          <ChannelTests
            words={{
              mail: t("alertsPage.test.mail"),
              slack: t("alertsPage.test.slack"),
              webhook: t("alertsPage.test.webhook"),
            }}
            busy={t("alertsPage.test.busy")}
          />
        </section>
      ) : null}
    </>
  );
}
