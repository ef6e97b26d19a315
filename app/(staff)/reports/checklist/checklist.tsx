import { collectWords } from "@/app/(staff)/data-health/collect-words";
import { type ChecklistItem, weightGlyphs } from "@/app/(staff)/reports/checklist/checklist-items";
import { CollectDays } from "@/app/(staff)/reports/checklist/collect-days";
import { rangesOf } from "@/app/(staff)/reports/checklist/collect-ranges";
import type { ClientMonth } from "@/app/(staff)/reports/month/load-client-month";
import { cn } from "@/components/ui/cn";
import { Glyph } from "@/components/ui/glyph";
import { dayText, minuteText, rangeText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";

interface ChecklistProps {
  readonly t: Translate;
  readonly locale: Locale;
  readonly page: Pick<ClientMonth, "report" | "agency" | "who" | "mayChange">;
  readonly items: readonly ChecklistItem[];
}

/** What the data say, one line each; what blocks stands on red. */
export function Checklist({ t, locale, page, items }: ChecklistProps) {
  const observed = page.report.observed_at;
  const nameOf = ([first = ""]: readonly string[]) => dayText(locale, first);
  return (
    <section>
      <h2 id="checklist" className="font-semibold text-md">
        {t("staff.month.checklist")}
      </h2>
      <p className="text-ink-3">
        {observed
          ? t("staff.month.madeAt", { time: minuteText(locale, page.agency.zone, observed) })
          : t("staff.month.madeWithout")}
      </p>
      <ul className="mt-3 border-rule-strong border-t">
        {items.map(({ key, weight, title, details, days }) => (
          <li
            key={key}
            className={cn(
              "flex gap-2.5 border-rule border-b py-2",
              weight === "blocks" ? "-mx-3 border-b-0 bg-bad-soft px-3 py-2.5" : null,
            )}
          >
            <Glyph name={weightGlyphs[weight]} className="mt-0.5" />
            <div className="min-w-0">
              <p className={weight === "blocks" ? "font-semibold" : undefined}>{title}</p>
              {details.map((detail) => (
                <p
                  key={detail}
                  className={cn("text-pretty", weight === "blocks" ? "text-ink-2" : "text-ink-3")}
                >
                  {detail}
                </p>
              ))}
              {days && days.length > 0 && page.mayChange ? (
                <CollectDays
                  client={page.who.client.slug}
                  button={t("health.day.collectNamed", { count: days.length, day: nameOf(days) })}
                  progress={t("health.day.collectProgress", { done: "{done}", all: "{all}" })}
                  ranges={rangesOf(days).map((range) => ({
                    ...range,
                    words: collectWords(t, rangeText(locale, range.since, range.until)),
                  }))}
                />
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
