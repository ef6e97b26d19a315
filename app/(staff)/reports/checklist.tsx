import { type ChecklistItem, weightGlyphs } from "@/app/(staff)/reports/checklist-items";
import type { ClientMonth } from "@/app/(staff)/reports/load-client-month";
import { cn } from "@/components/ui/cn";
import { Glyph } from "@/components/ui/glyph";
import { minuteText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";

interface ChecklistProps {
  readonly t: Translate;
  readonly locale: Locale;
  readonly page: Pick<ClientMonth, "report" | "agency">;
  readonly items: readonly ChecklistItem[];
}

/** What the data say, one line each; what blocks stands on red. */
export function Checklist({ t, locale, page, items }: ChecklistProps) {
  const observed = page.report.observed_at;
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
        {items.map(({ key, weight, title, details }) => (
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
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
