import { createFormats } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locale";
import { createTranslate } from "@/lib/i18n/translator";
import type { Report, ResultMetric } from "@/lib/report/document";
import { type Change, type Judged, judge, type Verdict } from "@/lib/report/verdict";
import { addMonths, parseCalendarMonth } from "@/lib/values/calendar-month";

/**
 * The verdict in the client's language, as the document stores it and every surface prints it (screens.md §1.2). Where days of the month are
 * not stored, be it that nothing was due on them, or its result is not measured on all of them, it says of how many it speaks; a month that
 * is not over has the days that are due.
 */
export function verdictOf(report: Judged): Report["verdict"] {
  const verdict = judge(report);
  const sentence = sentenceOf(verdict, report);
  const namesDays = verdict.rule === "not_collected" || verdict.rule === "no_delivery";
  const result = "result" in verdict ? verdict.result : null;
  return { rule: verdict.rule, text: namesDays ? sentence : ofItsDays(sentence, result, report) };
}

/** The sentence after the number of days it speaks of, where these are not all of the month's; `result` is the result it tells of. */
function ofItsDays(sentence: string, result: ResultMetric | null, report: Judged): string {
  const { days: stored, expected, calendar } = report.coverage;
  const of = report.state === "open" ? expected : calendar;
  const days = result ? Math.min(stored, report.figures[result].days) : stored;
  if (days >= of) return sentence;
  return createTranslate(report.locale)("story.verdict.partial", {
    ...{ days: String(days), expected: String(of) },
    sentence: small(sentence, report.locale),
  });
}

function sentenceOf(verdict: Verdict, report: Judged): string {
  const { locale, currency, time_zone: zone, month } = report;
  const t = createTranslate(locale);
  const formats = createFormats({ locale, currency, zone });
  const inMonth = formats.inMonth(month);
  const base = addMonths(parseCalendarMonth(month), -1);
  const inBase = ({ days }: Change) =>
    days === null
      ? formats.inMonth(base)
      : t("story.verdict.inSameDays", { count: days, month: formats.monthGenitive(base) });
  const differs = "baseDiffers" in verdict && verdict.baseDiffers;
  const thanBase = (change: Change) =>
    differs ? t("story.verdict.baseDiffers", { inBase: inBase(change) }) : inBase(change);
  switch (verdict.rule) {
    case "not_collected":
      return t("story.verdict.not_collected", { month: formats.monthName(month) });
    case "no_delivery":
      return emptySentences(verdict).join(" ");
    case "no_results": {
      const subject = t(`story.verdict.none.${verdict.result}`);
      return verdict.spend === null
        ? t("story.verdict.no_resultsAlone", { subject, inMonth })
        : t("story.verdict.no_results", { subject, inMonth, spend: formats.money(verdict.spend) });
    }
    case "spend": {
      if (verdict.spend === null)
        return t("story.verdict.spendNotAdded", { month: formats.monthName(month) });
      const spend = formats.money(verdict.spend);
      const { change } = verdict;
      if (change?.kind === "percent")
        return t("story.verdict.spendChanged", {
          spend,
          change: words(change, "less"),
          inBase: thanBase(change),
        });
      return change?.kind === "same"
        ? t("story.verdict.spendSame", { spend, inBase: thanBase(change) })
        : t("story.verdict.spend", { spend, inMonth });
    }
    case "result":
      return resultSentence(verdict);
  }

  function words(change: Extract<Change, { kind: "percent" }>, down: "less" | "fewer"): string {
    return t(`story.verdict.${change.up ? "more" : down}`, { change: formats.change(change.text) });
  }

  /** No delivery is a fact (screens.md §1, States), of a month with days that nobody read only about the others; before the first day nothing is known. */
  function emptySentences({ lastDelivery, late }: Extract<Verdict, { rule: "no_delivery" }>): string[] {
    const { days, calendar } = report.coverage;
    const isSameYear = lastDelivery?.slice(0, 4) === month.slice(0, 4);
    return [
      days < calendar
        ? t("story.verdict.noAdsOnDays", { days, month: formats.monthGenitive(month) })
        : t("story.verdict.noAds", { inMonth }),
      ...(lastDelivery === null
        ? []
        : [
            t("story.verdict.lastDelivery", {
              date: isSameYear ? formats.day(lastDelivery) : formats.dayYear(lastDelivery),
            }),
          ]),
      ...(late ? [lateSentence(late)] : []),
    ];
  }

  /** The sentence before it says of which days it speaks; these may be fewer. */
  function lateSentence({ result, count }: { result: ResultMetric; count: string }): string {
    const sentence = t("story.verdict.fromEarlierAds", { subject: subjectOf(result, count) });
    return report.figures[result].days < report.coverage.days
      ? ofItsDays(sentence, result, report)
      : sentence;
  }

  function resultSentence(of: Extract<Verdict, { rule: "result" }>): string {
    // A record names thirteen months and no base, so a count after it says itself what it is compared with.
    const isBaseNamed = of.first === "cost" && of.costChange !== null && of.record === null;
    const count = countClause(of, !isBaseNamed);
    const cost = costClause(of, of.first === "cost");
    if (cost === null) return t("story.verdict.countAlone", { count });
    const [first, second] = of.first === "count" ? [count, cost] : [capital(cost), small(count, locale)];
    return t(of.mixed ? "story.verdict.but" : "story.verdict.and", { first, second });
  }

  function subjectOf(result: ResultMetric, count: string): string {
    const name = report.names[result];
    const n = formats.count(count);
    return name
      ? t("story.verdict.thereNamed", { name, n })
      : t(`story.verdict.there.${result}`, { count: Number(count), n });
  }

  function countClause(
    { result, count, countChange }: Extract<Verdict, { rule: "result" }>,
    namesBase: boolean,
  ): string {
    const subject = subjectOf(result, count);
    switch (countChange?.kind) {
      case "percent": {
        const change = words(countChange, "fewer");
        return namesBase
          ? t("story.verdict.first", { subject, change, inBase: thanBase(countChange) })
          : t("story.verdict.second", { subject, change });
      }
      case "same":
        return namesBase
          ? t("story.verdict.firstSame", { subject, inBase: thanBase(countChange) })
          : t("story.verdict.secondSame", { subject });
      case "counts":
        return t(`story.verdict.${differs ? "countsDiffering" : "counts"}`, {
          subject,
          inBase: inBase(countChange),
          base: formats.count(countChange.base),
        });
      default:
        return t("story.verdict.plain", { subject });
    }
  }

  function costClause(of: Extract<Verdict, { rule: "result" }>, isFirst: boolean): string | null {
    if (of.cost === null) return null;
    const value = formats.money(of.cost);
    const subject = report.names[of.result]
      ? t("story.verdict.oneNamed", { value })
      : t(`story.verdict.one.${of.result}`, { value });
    if (of.record)
      return t(`story.verdict.${of.record === "lowest" ? "costLowest" : "costHighest"}`, { subject });
    if (of.costChange?.kind === "percent") {
      const change = words(of.costChange, "less");
      return isFirst
        ? t("story.verdict.costChanged", { subject, change, inBase: thanBase(of.costChange) })
        : t("story.verdict.costChangedSecond", { subject, change });
    }
    if (of.costChange?.kind === "same") {
      return isFirst
        ? t("story.verdict.costSame", { subject, inBase: thanBase(of.costChange) })
        : t("story.verdict.costSameSecond", { subject });
    }
    return subject;
  }

  function capital(text: string): string {
    return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  }
}

/** A clause in the middle of a sentence; an abbreviation stays as it is. */
function small(text: string, locale: Locale): string {
  const isAbbreviation = /^\p{Lu}{2}/u.test(text);
  return isAbbreviation ? text : text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);
}
