import Link from "next/link";
import type { ChecklistItem } from "@/app/(staff)/reports/checklist/checklist-items";
import { DemoMark } from "@/app/(staff)/reports/list/report-row";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { monthSentence } from "@/app/(staff)/reports/month/month-sentence";
import { Neighbours } from "@/app/(staff)/reports/month/neighbours";
import { capitalised } from "@/components/report/text-lists";
import { PageHead } from "@/components/shell/page-head";
import { dayText, localDay, monthText } from "@/lib/i18n/date-text";

/** Whose month this is, and the answer: out, free to publish, or what stands against it. */
export function MonthHead({
  page,
  items,
  queue,
}: {
  page: ClientMonth;
  items: readonly ChecklistItem[];
  queue: readonly string[];
}) {
  const { t, staff, month, report } = page;
  const name = monthText(staff.locale, month);
  const about = { kind: "sentence", of: "month", client: page.who.client.slug, month } as const;
  const crumb = (
    <>
      <Link className="link inline-flex items-center max-desk:min-h-11" href="/reports">
        {t("staff.reports.title")}
      </Link>{" "}
      /{" "}
      <Link className="link inline-flex items-center max-desk:min-h-11" href={`/reports?period=${month}`}>
        {capitalised(name)}
      </Link>{" "}
      / {report.client.name}
      {page.who.isDemo ? <DemoMark t={t} /> : null}
    </>
  );
  const right = (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StateSince page={page} />
      <Neighbours page={page} queue={queue} />
    </span>
  );
  return (
    <PageHead
      left={crumb}
      right={right}
      {...monthSentence(page, items)}
      {...(page.publication ? {} : { source: { about, title: t("today.source.title") } })}
    />
  );
}

/** "in review since 5 November"; nothing for a draft that nobody has taken. */
function StateSince({ page: { t, staff, agency, review, publication } }: { page: ClientMonth }) {
  if (publication || review.state !== "in_review") return null;
  const state = t("publish.state.words.in_review");
  if (review.stateAt === null) return <span>{state}</span>;
  return (
    <span>
      {t("publish.state.since", {
        state,
        date: dayText(staff.locale, localDay(agency.zone, review.stateAt)),
      })}
    </span>
  );
}
