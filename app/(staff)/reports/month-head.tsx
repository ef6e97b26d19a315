import Link from "next/link";
import type { ChecklistItem } from "@/app/(staff)/reports/checklist-items";
import type { ClientMonth } from "@/app/(staff)/reports/load-client-month";
import { DemoMark } from "@/app/(staff)/reports/report-row";
import { capitalised } from "@/components/report/text-lists";
import { PageHead } from "@/components/shell/page-head";
import { dayYearText, localDay, monthText } from "@/lib/i18n/date-text";

/** Whose month this is, and the answer: out, free to publish, or what stands against it. */
export function MonthHead({ page, items }: { page: ClientMonth; items: readonly ChecklistItem[] }) {
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
  if (publication) {
    const date = dayYearText(staff.locale, localDay(agency.zone, publication.at.toString()));
    return (
      <PageHead
        left={crumb}
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
  const [look, clear] = [count("look"), count("clear")];
  const rest = [
    ...(look > 0 ? [t("staff.month.answer.look", { count: look })] : []),
    ...(clear > 0 ? [t("staff.month.answer.clear", { count: clear })] : []),
  ].join(", ");
  return <PageHead left={crumb} answer={answer} {...(rest ? { rest: `${capitalised(rest)}.` } : {})} />;
}
