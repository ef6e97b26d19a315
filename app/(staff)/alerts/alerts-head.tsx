import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { nowText } from "@/app/(staff)/reports/now-text";
import { capitalised } from "@/components/report/text-lists";
import { PageHead } from "@/components/shell/page-head";
import { dayShortText, localDay } from "@/lib/i18n/date-text";

/** How many wait, and what is not known; never all well while a check has no answer (R13). */
export function AlertsHead({ page }: { page: AlertsPage }) {
  const { t, staff, agency, now, counts, unknown, unchecked, operation } = page;
  const { evaluatedAt, evaluated, expected } = operation.checks;
  const doubtful = unchecked || unknown.length > 0;
  const answer =
    counts.open > 0
      ? t("alertsPage.answer.open", { count: counts.open })
      : t(doubtful ? "alertsPage.answer.noneUnknown" : "alertsPage.answer.none");
  const rest = [
    ...(unchecked ? [t("alertsPage.answer.unchecked")] : []),
    ...(unknown.length > 0 ? [t("alertsPage.answer.unknown", { count: unknown.length })] : []),
    ...(counts.acknowledged > 0
      ? [t("alertsPage.answer.acknowledgedRest", { count: counts.acknowledged })]
      : []),
    ...(counts.snoozed > 0 ? [t("alertsPage.answer.snoozedRest", { count: counts.snoozed })] : []),
  ].join(", ");
  const right = evaluatedAt
    ? t("alertsPage.evaluated", {
        at: `${dayShortText(staff.locale, localDay(agency.zone, evaluatedAt.toString()))}, ${evaluatedAt
          .toZonedDateTimeISO(agency.zone)
          .toPlainTime()
          .toString({ smallestUnit: "minute" })}`,
        evaluated: String(evaluated),
        expected: String(expected),
      })
    : t("alertsPage.neverEvaluated");
  return (
    <PageHead
      left={nowText(staff.locale, agency.zone, now)}
      right={right}
      answer={answer}
      {...(rest ? { rest: `${capitalised(rest)}.` } : {})}
    />
  );
}
