import { namesOf, wordsOf } from "@/app/(staff)/alerts/alert-names";
import { alertsSentence } from "@/app/(staff)/alerts/alerts-sentence";
import { loadAlerts } from "@/app/(staff)/alerts/load-alerts";
import { instantText, joined, type Sentence } from "@/app/(staff)/source/sentences/sentence";
import type { AlertGroup } from "@/lib/today/group-alerts";

/** Alerts by state, by cause, and the checks without an answer. */
export async function countAlertRows(): Promise<Sentence | null> {
  const page = await loadAlerts("");
  const { t, groups, counts, unknown, operation } = page;
  const { answer, rest } = alertsSentence(page);
  const inState = (state: AlertGroup["lead"]["state"]) =>
    groups
      .filter(({ lead }) => lead.state === state)
      .map((group) => `${namesOf(page, group)} (${wordsOf(page, group).title})`);
  const { evaluatedAt } = operation.checks;
  return {
    text: joined(answer, rest),
    formula: t("today.source.sentence.alerts.formula"),
    counted: [
      { term: t("today.source.sentence.alerts.open"), names: inState("open"), count: counts.open },
      {
        term: t("today.source.sentence.alerts.acknowledged"),
        names: inState("acknowledged"),
        count: counts.acknowledged,
      },
      { term: t("today.source.sentence.alerts.snoozed"), names: inState("snoozed"), count: counts.snoozed },
      {
        term: t("today.source.sentence.alerts.unknown"),
        names: [...new Set(unknown.map(({ check }) => check))].map((check) =>
          t(`alerts.check.${check}.title`),
        ),
      },
    ],
    since: [
      [
        t("today.source.sentence.checks"),
        evaluatedAt ? instantText(page, evaluatedAt) : t("today.source.sentence.never"),
      ],
    ],
  };
}
