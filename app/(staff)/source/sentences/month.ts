import { Temporal } from "temporal-polyfill";
import { checklistOf } from "@/app/(staff)/reports/checklist/checklist-items";
import { loadClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { monthSentence } from "@/app/(staff)/reports/month/month-sentence";
import { instantText, joined, type Sentence } from "@/app/(staff)/source/sentences/sentence";
import type { CalendarMonth } from "@/lib/values/calendar-month";

const weights = ["blocks", "look", "unknown", "info", "clear"] as const;

/** Lines of the checklist by their weight; what was read last says how old they can be. */
export async function countMonth(client: string, month: CalendarMonth): Promise<Sentence | null> {
  const page = await loadClientMonth(client, month).answer;
  if (page.kind !== "found") return null;
  const { t, report } = page;
  const items = checklistOf(page);
  const { answer, rest } = monthSentence(page, items);
  return {
    text: joined(answer, rest),
    formula: t("today.source.sentence.month.formula"),
    counted: weights.map((weight) => ({
      term: t(`today.source.sentence.month.${weight}`),
      names: items.filter((item) => item.weight === weight).map(({ title }) => title),
    })),
    since: [
      [
        t("report.panel.read"),
        report.observed_at
          ? instantText(page, Temporal.Instant.from(report.observed_at))
          : t("report.panel.notRead"),
      ],
    ],
  };
}
