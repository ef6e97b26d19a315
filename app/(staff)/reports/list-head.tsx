import type { ReportList } from "@/app/(staff)/reports/load-list";
import { nowText } from "@/app/(staff)/reports/now-text";
import { readinessOf } from "@/app/(staff)/reports/readiness";
import { capitalised } from "@/components/report/text-lists";
import { PageHead } from "@/components/shell/page-head";
import { dayText, monthNameText, monthText } from "@/lib/i18n/date-text";
import { addMonths } from "@/lib/values/calendar-month";

/** The answer of the list: how many reports are out, and what the others wait for. */
export function ListHead({ list }: { list: ReportList }) {
  const { t, staff, agency, now, month, reports } = list;
  const count = (wanted: ReturnType<typeof readinessOf>) =>
    reports.filter((report) => readinessOf(report) === wanted).length;
  const [ready, blocked, look] = [count("ready"), count("blocked"), count("look")];
  const [open, out] = [count("open"), count("out")];
  const name = monthNameText(staff.locale, month);
  const head = {
    left: nowText(staff.locale, agency.zone, now),
    right: list.onlyDemo ? t("staff.reports.demoOnly") : null,
  };
  if (reports.length === 0) return <PageHead {...head} answer={t("staff.reports.empty.title")} />;
  if (open > 0 && open >= ready + blocked + look + out) {
    return (
      <PageHead
        {...head}
        answer={t("staff.reports.answer.open", { month: monthText(staff.locale, month) })}
        rest={t("staff.reports.answer.openRest", {
          date: dayText(staff.locale, `${addMonths(month, 1)}-01`),
        })}
      />
    );
  }
  const numbers = { out: String(out), count: String(reports.length), month: name };
  const answer =
    out === reports.length
      ? t("staff.reports.answer.allOut", numbers)
      : out === 0
        ? t("staff.reports.answer.noneOut", { month: name })
        : t("staff.reports.answer.out", numbers);
  const parts = [
    ...(ready > 0 ? [t("staff.reports.answer.ready", { count: ready })] : []),
    ...(blocked > 0 ? [t("staff.reports.answer.blocked", { count: blocked })] : []),
    ...(look > 0 ? [t("publish.list.answerLook", { count: look })] : []),
  ];
  const rest = parts.length > 0 ? `${capitalised(joined(parts, t("staff.reports.answer.and")))}.` : undefined;
  return <PageHead {...head} answer={answer} {...(rest ? { rest } : {})} />;
}

/** "a", "a and b", "a, b and c". */
function joined(parts: readonly string[], and: string): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${and} ${last}`;
}
