import type { ReportList } from "@/app/(staff)/reports/list/load-list";
import { isOut, isStale, readinessOf } from "@/app/(staff)/reports/list/readiness";
import { capitalised } from "@/components/report/text-lists";
import { dayText, monthNameText, monthText } from "@/lib/i18n/date-text";
import { addMonths } from "@/lib/values/calendar-month";

/** How many reports of the month are out, how many of those no longer hold by today's facts, and what the others wait for. */
export function listSentence(list: ReportList): { readonly answer: string; readonly rest?: string } {
  const { t, staff, month, reports } = list;
  const count = (wanted: ReturnType<typeof readinessOf>) =>
    reports.filter((report) => readinessOf(report) === wanted).length;
  const [ready, blocked, look] = [count("ready"), count("blocked"), count("look")];
  const open = count("open");
  const out = reports.filter(isOut).length;
  const stale = reports.filter(isStale).length;
  const name = monthNameText(staff.locale, month);
  if (open > 0 && open >= reports.length - open) {
    return {
      answer: t("staff.reports.answer.open", { month: monthText(staff.locale, month) }),
      rest: t("staff.reports.answer.openRest", {
        date: dayText(staff.locale, `${addMonths(month, 1)}-01`),
      }),
    };
  }
  const numbers = { out: String(out), count: String(reports.length), month: name };
  const all = out === reports.length ? "allOut" : "out";
  const answer =
    out === 0
      ? t("staff.reports.answer.noneOut", { month: name })
      : stale > 0
        ? t(`staff.reports.answer.${all}But`, { ...numbers, stale })
        : t(`staff.reports.answer.${all}`, numbers);
  const parts = [
    ...(ready > 0 ? [t("staff.reports.answer.ready", { count: ready })] : []),
    ...(blocked > 0 ? [t("staff.reports.answer.blocked", { count: blocked })] : []),
    ...(look > 0 ? [t("publish.list.answerLook", { count: look })] : []),
  ];
  const rest = parts.length > 0 ? `${capitalised(joined(parts, t("staff.reports.answer.and")))}.` : undefined;
  return { answer, ...(rest ? { rest } : {}) };
}

/** "a", "a and b", "a, b and c". */
function joined(parts: readonly string[], and: string): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${and} ${last}`;
}
