import { figureSentences } from "@/lib/alerts/figures";
import type { CheckKey } from "@/lib/checks/catalogue";
import type { Formats } from "@/lib/i18n/formats";
import type { Translate } from "@/lib/i18n/translator";
import { isCalendarDay } from "@/lib/values/calendar-day";
import { isCalendarMonth } from "@/lib/values/calendar-month";
import { factMetrics } from "@/lib/values/metric";

/** What an alert says to people; the same on every screen and in every message (screens.md, Words on screen). */
export interface AlertWords {
  /** One line without a full stop, with the day, month or KPI it is about. */
  readonly title: string;
  /** What happened, with the figures that were kept. */
  readonly cause: string;
  /** What that does to reports and figures. */
  readonly effect: string;
  /** What somebody should do now, or that nothing is to be done. */
  readonly next: string;
}

/**
 * Cause, effect and next step of a finding or alert, made from its check, subject and evidence. `formats` carry the client's currency and
 * zone; for an alert of the agency as a whole the agency's zone. Pure.
 */
export function alertWords(
  t: Translate,
  formats: Formats,
  of: {
    readonly check: CheckKey;
    readonly subject: string;
    readonly evidence: Readonly<Record<string, unknown>>;
  },
): AlertWords {
  const words = wordsOf(of);
  const title = t(`${words}.title`);
  const about = subjectText(t, formats, of.subject);
  return {
    title: about === null ? title : `${title}, ${about}`,
    cause: [t(`${words}.cause`), ...figureSentences(t, formats, of)].join(" "),
    effect: t(`${words}.effect`),
    next: t(`${words}.next`),
  };
}

/** A check has words of its own; what is not called has them by what it is, since it does something else. */
function wordsOf({ check, subject }: { readonly check: CheckKey; readonly subject: string }) {
  return check === "not_called" && subject === "monthly-reports"
    ? "alerts.reportsNotCalled"
    : (`alerts.check.${check}` as const);
}

/** A day, month or KPI in words; null for a subject that only machines read, such as a connection's id. */
function subjectText(t: Translate, formats: Formats, subject: string): string | null {
  const [first = ""] = subject.split(" ");
  if (isCalendarDay(first)) return formats.dayYear(first);
  if (isCalendarMonth(first)) return formats.month(first);
  const metric = factMetrics.find((key) => key === subject);
  return metric ? t(`metrics.${metric}`) : null;
}
