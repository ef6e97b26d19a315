import Link from "next/link";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";

export const previewViews = ["page", "phone"] as const;
export type PreviewView = (typeof previewViews)[number];

/** How the report is looked at: as a page, as on a phone, or as the PDF that would be sent. The address says which. */
export function PreviewViews(props: {
  readonly page: Pick<ClientMonth, "t" | "who" | "month">;
  readonly view: PreviewView;
  /** What else the address says, such as the reports that are reviewed. */
  readonly queue: readonly string[];
}) {
  const { page, view, queue } = props;
  const { t, who, month } = page;
  const own = { client: who.client.slug, period: month };
  const hrefOf = (next: PreviewView) => {
    const query = new URLSearchParams({ ...own, ...(next === "page" ? {} : { view: next }) });
    for (const slug of queue) query.append("queue", slug);
    return `/reports?${query}`;
  };
  const item =
    "flex h-11 items-center border-rule border-l px-3 text-ink-2 first:border-l-0 hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-ink desk:h-7.5";
  return (
    <nav
      aria-label={t("publish.preview.label")}
      className="flex overflow-hidden rounded-md border border-rule-strong print:hidden"
    >
      {previewViews.map((each) => (
        <Link
          key={each}
          href={hrefOf(each)}
          scroll={false}
          replace
          aria-current={view === each ? "true" : undefined}
          className={item}
        >
          {t(`publish.preview.${each}`)}
        </Link>
      ))}
      <a href={`/reports/pdf?${new URLSearchParams(own)}`} target="_blank" rel="noreferrer" className={item}>
        {t("publish.preview.pdf")}
      </a>
    </nav>
  );
}
