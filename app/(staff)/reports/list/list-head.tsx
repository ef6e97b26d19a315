import { nowText } from "@/app/(staff)/now-text";
import { listSentence } from "@/app/(staff)/reports/list/list-sentence";
import type { ReportList } from "@/app/(staff)/reports/list/load-list";
import { PageHead } from "@/components/shell/page-head";

/** The answer of the list: how many reports are out, and what the others wait for. */
export function ListHead({ list }: { list: ReportList }) {
  const { t, staff, agency, now, month, reports } = list;
  const head = {
    left: nowText(staff.locale, agency.zone, now),
    right: list.onlyDemo ? t("staff.reports.demoOnly") : null,
  };
  if (reports.length === 0) return <PageHead {...head} answer={t("staff.reports.empty.title")} />;
  return (
    <PageHead
      {...head}
      {...listSentence(list)}
      source={{ about: { kind: "sentence", of: "reports", month }, title: t("today.source.title") }}
    />
  );
}
