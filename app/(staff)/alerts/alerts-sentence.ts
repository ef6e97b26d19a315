import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { capitalised } from "@/components/report/text-lists";

/** How many wait, and what is not known; never all well while a check has no answer (R13). */
export function alertsSentence(page: AlertsPage): { readonly answer: string; readonly rest?: string } {
  const { t, counts, unchecked, unevaluated } = page;
  const unknown = new Set(page.unknown.map(({ check }) => check)).size;
  const doubtful = unchecked || unevaluated > 0 || unknown > 0;
  const answer =
    counts.open > 0
      ? t("alertsPage.answer.open", { count: counts.open })
      : t(doubtful ? "alertsPage.answer.noneUnknown" : "alertsPage.answer.none");
  const rest = [
    ...(unchecked ? [t("alertsPage.answer.unchecked")] : []),
    ...(unevaluated > 0 ? [t("alertsPage.answer.unevaluated", { count: unevaluated })] : []),
    ...(unknown > 0 ? [t("alertsPage.answer.unknown", { count: unknown })] : []),
    ...(counts.acknowledged > 0
      ? [t("alertsPage.answer.acknowledgedRest", { count: counts.acknowledged })]
      : []),
    ...(counts.snoozed > 0 ? [t("alertsPage.answer.snoozedRest", { count: counts.snoozed })] : []),
  ].join(", ");
  return { answer, ...(rest ? { rest: `${capitalised(rest)}.` } : {}) };
}
