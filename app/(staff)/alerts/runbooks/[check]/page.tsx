import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { RunbookText } from "@/app/(staff)/alerts/runbooks/[check]/runbook-text";
import { PageHead } from "@/components/shell/page-head";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { isCheckKey } from "@/lib/checks/catalogue";

// Made for the person who asks; see app/layout.tsx.
export const instant = false;

export async function generateMetadata({ params }: PageProps<"/alerts/runbooks/[check]">): Promise<Metadata> {
  const { check } = await params;
  if (!isCheckKey(check)) return {};
  const { t } = await loadStaffPage();
  return { title: t(`alerts.check.${check}.title`) };
}

/** The page of `docs/runbooks` for one check, under the check’s own name in the reader’s language. */
export default async function RunbookPage({ params }: PageProps<"/alerts/runbooks/[check]">) {
  const { check } = await params;
  const { t } = await loadStaffPage();
  // Only names of the catalogue reach the file system.
  if (!isCheckKey(check)) notFound();
  const text = await readFile(path.join(process.cwd(), "docs/runbooks", `${check}.md`), "utf8");
  return (
    <>
      <PageHead
        left={
          <Link className="link inline-flex items-center max-desk:min-h-11" href="/alerts">
            {t("today.nav.alerts")}
          </Link>
        }
        right={t("alertsPage.runbook", { path: `docs/runbooks/${check}.md` })}
        answer={t(`alerts.check.${check}.title`)}
      />
      <RunbookText text={text} />
    </>
  );
}
