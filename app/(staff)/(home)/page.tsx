import type { Metadata } from "next";
import { Suspense } from "react";
import { filtersOf } from "@/app/(staff)/(home)/filters";
import { loadToday } from "@/app/(staff)/(home)/load-today";
import { NeedsList } from "@/app/(staff)/(home)/needs-list";
import { PortfolioSection } from "@/app/(staff)/(home)/portfolio-section";
import { TodayHead } from "@/app/(staff)/(home)/today-head";
import { TodaySkeleton } from "@/app/(staff)/(home)/today-skeleton";
import { UnjudgedList } from "@/app/(staff)/(home)/unjudged-list";
import { loadStaffPage } from "@/lib/auth/staff-page";

// Every part of the page is figures read for this request; see app/layout.tsx.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadStaffPage();
  return { title: t("today.title") };
}

/** Who needs us today, with cause and one button; then every client's month so far (screens.md §2). */
export default async function TodayPage({ searchParams }: PageProps<"/">) {
  const filters = filtersOf(await searchParams);
  const { t } = await loadStaffPage();
  return (
    <Suspense fallback={<TodaySkeleton t={t} />}>
      <TodayContent filters={filters} />
    </Suspense>
  );
}

async function TodayContent({ filters }: { filters: ReturnType<typeof filtersOf> }) {
  const page = await loadToday();
  return (
    <>
      <TodayHead page={page} />
      {page.portfolio && page.portfolio.rows.length === 0 ? null : <NeedsList page={page} />}
      <UnjudgedList page={page} />
      <PortfolioSection page={page} filters={filters} />
    </>
  );
}
