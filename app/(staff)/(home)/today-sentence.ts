import type { Temporal } from "temporal-polyfill";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { capitalised } from "@/components/report/text-lists";

/** The one sentence of Today in words; its rules are `todayAnswer`'s (lib/today/answer.ts). */
export function todaySentence(page: TodayPage): { readonly answer: string; readonly rest: string } {
  return { answer: answerText(page), rest: restText(page) };
}

function answerText({ t, answer, needs }: TodayPage): string {
  const { rule, need, all } = answer;
  switch (rule) {
    case "portal":
      return t("today.answer.portal", { count: needs.filter(({ clients }) => clients.length === 0).length });
    case "clients":
      return t("today.answer.clients", { need, all });
    case "all_complete":
      return t("today.answer.all_complete", { all, to: answer.toYesterday ? "yesterday" : "due" });
    default:
      return t(`today.answer.${rule}`);
  }
}

function restText({ t, answer, watch, ...page }: TodayPage): string {
  const next = watch?.operation.nextRun;
  const parts = answer.rest.map((part) => {
    if (!("count" in part)) return t(`today.rest.${part.kind}`);
    const { kind, count } = part;
    if (kind === "complete")
      return t("today.rest.complete", {
        count,
        others: answer.need > 0 ? "yes" : "no",
        to: answer.toYesterday ? "yesterday" : "due",
      });
    if (kind === "late" && next) return t("today.rest.lateDue", { count, at: clock(page.agency.zone, next) });
    return t(`today.rest.${kind}`, { count });
  });
  return parts.length === 0 ? "" : `${capitalised(parts.join("; "))}.`;
}

/** "04:30" on the agency's clock. */
export function clock(zone: string, instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });
}
