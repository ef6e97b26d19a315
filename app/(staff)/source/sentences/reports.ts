import { listSentence } from "@/app/(staff)/reports/list/list-sentence";
import { loadReportList } from "@/app/(staff)/reports/list/load-list";
import { isOut, isStale, type Readiness, readinessOf } from "@/app/(staff)/reports/list/readiness";
import { joined, type Sentence } from "@/app/(staff)/source/sentences/sentence";
import type { CalendarMonth } from "@/lib/values/calendar-month";

/** Whose report of the month is out, and what the others wait for. */
export async function countReports(month: CalendarMonth): Promise<Sentence | null> {
  const list = await loadReportList(month).answer;
  if (!list) return null;
  const { t, reports } = list;
  const { answer, rest } = listSentence(list);
  const order: readonly Readiness[] = ["ready", "blocked", "look", "open"];
  const namesOf = (is: (report: (typeof reports)[number]) => boolean) =>
    reports.filter(is).map(({ name }) => name);
  return {
    text: joined(answer, rest),
    formula: t("today.source.sentence.reports.formula"),
    counted: [
      { term: t("today.source.sentence.reports.out"), names: namesOf(isOut) },
      { term: t("today.source.sentence.reports.stale"), names: namesOf(isStale) },
      ...order.map((group) => ({
        term: t(`today.source.sentence.reports.${group}`),
        names: namesOf((report) => readinessOf(report) === group),
      })),
    ],
  };
}
