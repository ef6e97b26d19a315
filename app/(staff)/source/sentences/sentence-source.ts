import { Temporal } from "temporal-polyfill";
import { countAlertRows } from "@/app/(staff)/source/sentences/alerts";
import { countHealth } from "@/app/(staff)/source/sentences/health";
import { countLinks } from "@/app/(staff)/source/sentences/links";
import { countMonth } from "@/app/(staff)/source/sentences/month";
import { countReports } from "@/app/(staff)/source/sentences/reports";
import { type Sentence, sentenceAnswer } from "@/app/(staff)/source/sentences/sentence";
import { countToday } from "@/app/(staff)/source/sentences/today";
import type { SourceAnswer } from "@/components/shell/source-answer";
import type { StaffPage } from "@/lib/auth/staff-page";
import type { CalendarMonth } from "@/lib/values/calendar-month";

export type AskedSentence =
  | { readonly of: "today" | "alerts" | "links" | "health" }
  | { readonly of: "reports"; readonly month: CalendarMonth }
  | { readonly of: "month"; readonly client: string; readonly month: CalendarMonth };

/** How the numbers of a page's first sentence were counted, by the page's own functions (R1); null where it cannot be said any more. */
export async function sentenceSource(page: StaffPage, asked: AskedSentence): Promise<SourceAnswer | null> {
  const sentence = await count(asked);
  return sentence && sentenceAnswer(page, sentence, Temporal.Now.instant());
}

function count(asked: AskedSentence): Promise<Sentence | null> {
  switch (asked.of) {
    case "today":
      return countToday();
    case "alerts":
      return countAlertRows();
    case "links":
      return countLinks();
    case "health":
      return countHealth();
    case "reports":
      return countReports(asked.month);
    case "month":
      return countMonth(asked.client, asked.month);
  }
}
