import type { GlyphName } from "@/components/ui/glyph";
import type { ListedReport } from "@/lib/facts/list-reports";
import { dayShortText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";

interface CheckWord {
  readonly glyph: GlyphName;
  readonly word: string;
  readonly tone: string;
}

/** What stands against publishing, in few words: the gravest alone; or that nothing does (R11). */
export function checkOf(
  report: Pick<ListedReport, "blockers" | "publication" | "coverage">,
  t: Translate,
  locale: Locale,
): CheckWord {
  const [blocker] = report.blockers;
  if (report.publication?.overridden) {
    return { glyph: "look", word: t("staff.reports.check.overridden"), tone: "text-warn" };
  }
  if (!blocker) return { glyph: "clear", word: t("staff.reports.check.clear"), tone: "text-ink-3" };
  const bad = { glyph: "blocked", tone: "text-bad" } as const;
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
