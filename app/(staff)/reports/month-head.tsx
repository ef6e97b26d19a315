import Link from "next/link";
import type { ChecklistItem } from "@/app/(staff)/reports/checklist-items";
import type { ClientMonth } from "@/app/(staff)/reports/load-client-month";
import { Neighbours } from "@/app/(staff)/reports/neighbours";
import { DemoMark } from "@/app/(staff)/reports/report-row";
import { capitalised } from "@/components/report/text-lists";
import { PageHead } from "@/components/shell/page-head";
import { dayText, dayYearText, localDay, monthText } from "@/lib/i18n/date-text";

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
  const { t, staff, agency, month, report, blockers, publication } = page;
  const name = monthText(staff.locale, month);
  const head = { client: report.client.name, month: name };
  const crumb = (
    <>
      <Link className="link" href="/reports">
        {t("staff.reports.title")}
      </Link>{" "}
      /{" "}
      <Link className="link" href={`/reports?period=${month}`}>
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
  if (publication?.withdrawn) {
    const { at, by } = publication.withdrawn;
    return (
      <PageHead
        left={crumb}
        right={right}
        answer={t("publish.head.withdrawn", { ...head, version: String(publication.version) })}
        rest={t("publish.head.withdrawnRest", {
          date: dayYearText(staff.locale, localDay(agency.zone, at.toString())),
          name: by,
        })}
      />
    );
  }
  if (publication) {
    const date = dayYearText(staff.locale, localDay(agency.zone, publication.at.toString()));
    return (
      <PageHead
        left={crumb}
        right={right}
        answer={t("staff.month.answer.published", { ...head, version: String(publication.version) })}
        rest={t("staff.month.answer.publishedRest", { date, name: publication.by })}
      />
    );
  }
  const answer = blockers.some(({ kind }) => kind === "open")
    ? t("staff.month.answer.open", head)
    : blockers.length > 0
      ? t("staff.month.answer.blocked", { ...head, count: blockers.length })
      : t("staff.month.answer.ready", head);
  const count = (weight: ChecklistItem["weight"]) => items.filter((item) => item.weight === weight).length;
  const [look, unknown, clear] = [count("look"), count("unknown"), count("clear")];
  const rest = [
    ...(look > 0 ? [t("staff.month.answer.look", { count: look })] : []),
    ...(unknown > 0 ? [t("publish.head.unknown", { count: unknown })] : []),
    ...(clear > 0 ? [t("staff.month.answer.clear", { count: clear })] : []),
  ].join(", ");
  return (
    <PageHead
      left={crumb}
      right={right}
      answer={answer}
      {...(rest ? { rest: `${capitalised(rest)}.` } : {})}
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
