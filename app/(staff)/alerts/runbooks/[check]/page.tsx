import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/shell/page-head";
import { loadStaffPage } from "@/lib/auth/staff-page";
import { checks } from "@/lib/checks/catalogue";

// Made for the person who asks; see app/layout.tsx.
export const instant = false;

export async function generateMetadata({ params }: PageProps<"/alerts/runbooks/[check]">): Promise<Metadata> {
  const { check } = await params;
  return { title: check };
}

/** The page of `docs/runbooks` for one check, as the engineer wrote it. */
export default async function RunbookPage({ params }: PageProps<"/alerts/runbooks/[check]">) {
  const { check } = await params;
  const { t } = await loadStaffPage();
  // Only names of the catalogue reach the file system.
  if (!Object.hasOwn(checks, check)) notFound();
  const text = await readFile(path.join(process.cwd(), "docs/runbooks", `${check}.md`), "utf8");
  const [title = check, ...body] = text.split("\n");
  return (
    <>
      <PageHead
        left={
          <Link className="link" href="/alerts">
            {t("today.nav.alerts")}
          </Link>
        }
        answer={title.replace(/^#\s*/, "")}
      />
      <article lang="en" className="mt-6 max-w-[72ch]">
        {body
          .join("\n")
          .split(/^## /m)
          .map((part) => {
            const [heading = "", ...lines] = part.split("\n");
            const words = lines
              .filter((line) => !line.startsWith("```"))
              .join("\n")
              .trim();
            return words ? (
              <section key={heading} className="mb-6">
                <h2 className="mb-1 font-semibold text-md">{heading}</h2>
                <div className="whitespace-pre-wrap break-words text-ink-2">{words}</div>
              </section>
            ) : null;
          })}
      </article>
    </>
  );
}
