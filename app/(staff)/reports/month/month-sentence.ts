import type { ChecklistItem } from "@/app/(staff)/reports/checklist/checklist-items";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { capitalised } from "@/components/report/text-lists";
import { dayYearText, localDay, monthText } from "@/lib/i18n/date-text";

/** Whether a client's month is out, and whether that still holds; or whether it is free to publish, or what stands against it, by the checklist. */
export function monthSentence(
  page: ClientMonth,
  items: readonly ChecklistItem[],
): { readonly answer: string; readonly rest?: string } {
  const { t, staff, agency, month, report, blockers, publication } = page;
  const head = { client: report.client.name, month: monthText(staff.locale, month) };
  const day = (at: { toString(): string }) => dayYearText(staff.locale, localDay(agency.zone, at.toString()));
  if (publication) {
    const version = String(publication.version);
    const { withdrawn, at, by } = publication;
    if (withdrawn) {
      return {
        answer: t("publish.head.withdrawn", { ...head, version }),
        rest: t("publish.head.withdrawnRest", { date: day(withdrawn.at), name: withdrawn.by }),
      };
    }
    const whose = page.mayChange ? "yours" : "others";
    const stale = items.filter(({ since }) => since === "stale").map(({ title }) => `${title}.`);
    if (stale.length > 0) {
      return {
        answer: t("publish.head.stale", { ...head, version }),
        rest: [...stale, t(`publish.head.staleNext.${whose}`)].join(" "),
      };
    }
    if (items.some(({ since }) => since === "figures")) {
      return {
        answer: t("publish.head.changed", { ...head, version }),
        rest: t(`publish.head.changedNext.${whose}`),
      };
    }
    return {
      answer: t("staff.month.answer.published", { ...head, version }),
      rest: t("staff.month.answer.publishedRest", { date: day(at), name: by }),
    };
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
  return { answer, ...(rest ? { rest: `${capitalised(rest)}.` } : {}) };
}
