import { loadToday } from "@/app/(staff)/(home)/load-today";
import { todaySentence } from "@/app/(staff)/(home)/today-sentence";
import { instantText, joined, type Sentence } from "@/app/(staff)/source/sentences/sentence";
import type { DataState } from "@/lib/today/data-state";

/** Who needs somebody, who is complete and who could not be judged, by name. */
export async function countToday(): Promise<Sentence | null> {
  const page = await loadToday();
  const { t, needs, portfolio, watch } = page;
  if (!portfolio) return null;
  const { answer, rest } = todaySentence(page);
  const needed = new Set(needs.flatMap(({ clients }) => clients.map(({ clientId }) => clientId)));
  const others = portfolio.rows.filter(({ clientId }) => !needed.has(clientId));
  const inState = (...kinds: readonly DataState["kind"][]) =>
    others.filter(({ data }) => kinds.includes(data.kind)).map(({ name }) => name);
  const unjudged = (doubt: boolean) =>
    (watch?.unjudged ?? [])
      .filter(({ reasons }) => reasons.some((reason) => reason.doubt) === doubt)
      .map(({ name }) => name);
  const term = (
    key:
      | "need"
      | "complete"
      | "missing"
      | "unreconciled"
      | "late"
      | "waiting"
      | "unknown"
      | "unjudged"
      | "all",
  ) => t(`today.source.sentence.today.${key}`);
  const evaluatedAt = watch?.operation.checks.evaluatedAt;
  return {
    text: joined(answer, rest),
    formula: t("today.source.sentence.today.formula"),
    counted: [
      {
        term: term("need"),
        names: portfolio.rows.filter(({ clientId }) => needed.has(clientId)).map(({ name }) => name),
      },
      { term: term("complete"), names: inState("complete", "no_delivery") },
      { term: term("missing"), names: inState("missing") },
      { term: term("unreconciled"), names: inState("unreconciled") },
      { term: term("late"), names: inState("late") },
      { term: term("waiting"), names: inState("not_due") },
      { term: term("unknown"), names: unjudged(true) },
      { term: term("unjudged"), names: unjudged(false) },
      { term: term("all"), names: [], count: portfolio.rows.length },
    ],
    since: [
      [
        t("today.source.sentence.checks"),
        evaluatedAt ? instantText(page, evaluatedAt) : t("today.source.sentence.never"),
      ],
    ],
  };
}
