import { alertsSentence } from "@/app/(staff)/alerts/alerts-sentence";
import type { AlertsPage } from "@/app/(staff)/alerts/load-alerts";
import { nowText } from "@/app/(staff)/now-text";
import { PageHead } from "@/components/shell/page-head";
import { SourceOf } from "@/components/shell/source-of";
import { dayShortText, localDay } from "@/lib/i18n/date-text";

/** How many wait, and what is not known; never all well while a check has no answer (R13). */
export function AlertsHead({ page }: { page: AlertsPage }) {
  const { t, staff, agency, now, operation } = page;
  const { evaluatedAt, evaluated, expected } = operation.checks;
  const right = evaluatedAt ? (
    <SourceOf
      source={{ kind: "health", metric: "evaluated" }}
      title={t("today.source.title")}
      className="text-left"
    >
      {t("alertsPage.evaluated", {
        at: `${dayShortText(staff.locale, localDay(agency.zone, evaluatedAt.toString()))}, ${evaluatedAt
          .toZonedDateTimeISO(agency.zone)
          .toPlainTime()
          .toString({ smallestUnit: "minute" })}`,
        evaluated: String(evaluated),
        expected: String(expected),
      })}
    </SourceOf>
  ) : (
    t("alertsPage.neverEvaluated")
  );
  return (
    <PageHead
      left={nowText(staff.locale, agency.zone, now)}
      right={right}
      {...alertsSentence(page)}
      source={{ about: { kind: "sentence", of: "alerts" }, title: t("today.source.title") }}
    />
  );
}
