import { isNotCompared } from "@/app/(staff)/reports/list/readiness";
import type { GlyphName } from "@/components/ui/glyph";
import type { ListedReport } from "@/lib/facts/list-reports";
import { dayShortText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import { moneyText } from "@/lib/i18n/money-text";
import { countText } from "@/lib/i18n/number-text";
import type { Translate } from "@/lib/i18n/translator";

interface CheckWord {
  readonly glyph: GlyphName;
  readonly word: string;
  readonly tone: string;
}

type Row = Pick<ListedReport, "blockers" | "publication" | "coverage" | "currency" | "spend"> & {
  readonly result: Pick<NonNullable<ListedReport["result"]>, "figure"> | null;
} & Partial<Pick<ListedReport, "emptyComments" | "noDelivery" | "monthTotal" | "doubts">>;

/**
 * What stands against the month, in few words, the gravest alone: what blocks (R11), what differs from what was published (R10), that it
 * went out with a reason; or that nothing does. What is out already is not blocked any more: it wants a look.
 */
export function checkOf(report: Row, t: Translate, locale: Locale): CheckWord {
  const [blocker] = report.blockers;
  if (report.publication?.withdrawn) {
    return { glyph: "look", word: t("publish.list.withdrawn"), tone: "text-warn" };
  }
  const overridden = report.publication?.overridden === true;
  const [doubt] = report.doubts ?? [];
  if (doubt && (!blocker || overridden)) {
    return { glyph: "look", word: t(`publish.list.doubt.${doubt}`), tone: "text-warn" };
  }
  const change = blocker && !overridden ? null : changeOf(report, t, locale);
  if (change) return { glyph: "look", word: change, tone: "text-warn" };
  if (overridden) {
    return { glyph: "look", word: t("staff.reports.check.overridden"), tone: "text-warn" };
  }
  const look = blocker || report.publication ? null : lookOf(report, t);
  if (look) return { glyph: "look", word: look, tone: "text-warn" };
  if (!blocker && !report.publication && isNotCompared(report)) {
    return { glyph: "unknown", word: t("publish.list.monthTotalUnknown"), tone: "text-ink-2" };
  }
  if (!blocker) return { glyph: "clear", word: t("staff.reports.check.clear"), tone: "text-ink-3" };
  const bad = { glyph: report.publication ? "look" : "blocked", tone: "text-bad" } as const;
  switch (blocker.kind) {
    case "open":
      return { glyph: "none", word: t("staff.reports.check.open"), tone: "text-ink-3" };
    case "nothing_collected":
      return { ...bad, word: t("staff.reports.check.nothing_collected") };
    case "missing":
      return {
        ...bad,
        word: t("staff.reports.check.missing", {
          days: String(blocker.dates.length),
          calendar: String(report.coverage.calendar),
        }),
      };
    case "sums_differ":
    case "month_total_differs":
    case "currency_changed":
    case "time_zone_changed":
      return { ...bad, word: t(`staff.reports.check.${blocker.kind}`) };
    case "failed":
    case "unreconciled":
      return {
        ...bad,
        word: t(`staff.reports.check.${blocker.kind}`, {
          count: blocker.dates.length,
          date: dayShortText(locale, blocker.dates[0] ?? ""),
        }),
      };
  }
}

/** What wants a look before it is published, the gravest alone: a month without ads, comments that are empty. */
function lookOf({ noDelivery, emptyComments = [] }: Row, t: Translate): string | null {
  if (noDelivery) return t("publish.list.noAds");
  if (emptyComments.length > 1) return t("publish.list.emptyBoth");
  const [only] = emptyComments;
  if (only) return t(only === "done" ? "publish.list.emptyDone" : "publish.list.emptyNext");
  return null;
}

/**
 * "214 to 217 since v1": the result, else the spend, where the newest publication prints another one; else that Meta changed something beside
 * them, or that nobody has asked lately. null where it prints the same.
 */
function changeOf(
  { publication, result, spend, currency }: Row,
  t: Translate,
  locale: Locale,
): string | null {
  if (!publication) return null;
  const { printed, restated, unreadSince } = publication;
  const version = String(publication.version);
  const say = (from: string | null, to: string | null) =>
    t("staff.reports.check.changed", { from: from ?? "—", to: to ?? "—", version });
  const count = (value: string | null) => (value === null ? null : countText(locale, value));
  const money = (value: string | null, unit: string) =>
    value === null ? null : moneyText(locale, unit, value);
  if (result && printed.result !== result.figure.value) {
    return say(count(printed.result), count(result.figure.value));
  }
  const [from, to] = [money(printed.spend, printed.currency), money(spend.value, currency)];
  if (from !== to) return say(from, to);
  if (restated || printed.spend !== spend.value) return t("publish.list.changed", { version });
  return unreadSince && t("publish.list.unread", { date: dayShortText(locale, unreadSince) });
}
