import type { Temporal } from "temporal-polyfill";
import type { SourceAnswer } from "@/components/shell/source-answer";
import type { StaffPage } from "@/lib/auth/staff-page";
import { createFormats } from "@/lib/i18n/formats";

/** A number of a page's first sentence: what it counts, and what it counted. */
export interface Counted {
  readonly term: string;
  readonly names: readonly string[];
  /** How many, where the names are not one each. */
  readonly count?: number;
}

/** A page's first sentence made anew, with what its numbers counted. */
export interface Sentence {
  readonly text: string;
  readonly formula: string;
  readonly counted: readonly Counted[];
  /** When what it is made of was found out, where that was before it was counted. */
  readonly since?: readonly (readonly [term: string, text: string])[];
}

/** More names than these are counted. */
const namesShown = 20;

/** What the panel says of a sentence. Lines that counted nothing are left out, but for the first: it answers why one came. */
export function sentenceAnswer(page: StaffPage, sentence: Sentence, now: Temporal.Instant): SourceAnswer {
  const { t } = page;
  const told = sentence.counted.filter((one, index) => index === 0 || countOf(one) > 0);
  return {
    title: t("today.source.sentence.title"),
    sum: sentence.text,
    rows: [
      [t("report.panel.formula"), sentence.formula],
      ...told.map((one) => [one.term, countedText(page, one)] as const),
      ...(sentence.since ?? []),
      [t("today.source.sentence.read"), instantText(page, now)],
    ],
    wrong: null,
  };
}

/** An instant by the agency's clock. */
export function instantText({ staff, agency }: StaffPage, at: Temporal.Instant): string {
  return createFormats({ locale: staff.locale, zone: agency.zone, currency: "EUR" }).instantMinute(
    at.toString(),
  );
}

/** "Three need you. Ten are complete." as one text, without the second where there is none. */
export function joined(answer: string, rest?: string): string {
  return rest ? `${answer} ${rest}` : answer;
}

function countOf({ count, names }: Counted): number {
  return count ?? names.length;
}

function countedText({ t }: StaffPage, counted: Counted): string {
  const { names } = counted;
  const count = String(countOf(counted));
  if (names.length === 0) return count;
  return t("today.source.sentence.counted", {
    count,
    names: t("health.checks.names", {
      names: names.slice(0, namesShown).join(", "),
      more: Math.max(0, names.length - namesShown),
    }),
  });
}
