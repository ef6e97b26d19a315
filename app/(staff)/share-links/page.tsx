import type { Metadata } from "next";
import { Suspense } from "react";
import { nowText } from "@/app/(staff)/now-text";
import { CreateDialog } from "@/app/(staff)/share-links/create-dialog";
import { LinkFilters } from "@/app/(staff)/share-links/link-filters";
import { LinkTable } from "@/app/(staff)/share-links/link-table";
import { linksSentence } from "@/app/(staff)/share-links/links-sentence";
import { LinksSkeleton } from "@/app/(staff)/share-links/links-skeleton";
import { loadLinks } from "@/app/(staff)/share-links/load-links";
import { createWords } from "@/app/(staff)/share-links/words";
import { PageHead } from "@/components/shell/page-head";
import { StateBlock } from "@/components/shell/state-block";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { defaultLastDay, latestLastDay } from "@/lib/sharing/link-expiry";
import { dayIn } from "@/lib/values/calendar-day";

// Every part of the page is read for this request; see app/layout.tsx.
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await loadStaffPage();
  return { title: t("share.staff.title") };
}

/** Every link that was ever given out: which open, who uses them, what deserves a look. */
export default async function ShareLinksPage({ searchParams }: PageProps<"/share-links">) {
  const asked = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const { t } = await loadStaffPage();
  return (
    <Suspense fallback={<LinksSkeleton t={t} />}>
      <LinksContent search={new URLSearchParams(asked).toString()} />
    </Suspense>
  );
}

async function LinksContent({ search }: { search: string }) {
  const page = await loadLinks(search);
  const { t, staff, agency, now, counts, rows } = page;
  const own = page.clients.filter(({ mayChange }) => mayChange);
  return (
    <>
      <PageHead
        left={nowText(staff.locale, agency.zone, now)}
        {...linksSentence(t, counts)}
        source={{ about: { kind: "sentence", of: "links" }, title: t("today.source.title") }}
      />
      <div className="mt-5 flex max-w-[1160px] flex-wrap items-end justify-between gap-3">
        <LinkFilters page={page} />
        {own.length > 0 ? (
          <CreateDialog
            clients={own.map(({ slug, name }) => ({ slug, name }))}
            days={{
              first: dayIn(agency.zone, now),
              usual: defaultLastDay(null, now, agency.zone),
              last: latestLastDay(now, agency.zone),
            }}
            words={createWords(t)}
          />
        ) : null}
      </div>
      <div className="mt-4 max-w-[1160px]">
        {rows.length === 0 ? (
          <StateBlock title={t(counts.all === 0 ? "share.staff.empty" : "share.staff.noneHere")}>
            {t(counts.all === 0 ? "share.staff.emptyNext" : "share.staff.noneHereNext")}
          </StateBlock>
        ) : (
          <LinkTable page={page} />
        )}
      </div>
    </>
  );
}
