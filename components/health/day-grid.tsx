import "@/components/health/day-grid.css";
import type { ReactNode } from "react";
import { GridBody } from "@/components/health/grid-body";
import type { GridText } from "@/components/health/grid-html";
import { GlyphSymbols } from "@/components/ui/glyph";
import { conversionsSettleAfter } from "@/lib/facts/day-state";
import type { HealthGrid } from "@/lib/facts/grid/build-grid";
import { dayShortText, dayText } from "@/lib/i18n/date-text";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";
import { addDays, type CalendarDay, daysBetween, weekday } from "@/lib/values/calendar-day";

interface DayGridProps {
  readonly t: Translate;
  readonly locale: Locale;
  readonly grid: HealthGrid;
  readonly text: GridText;
  readonly open: { readonly client: string; readonly day: string } | null;
}

/** Clients down, days across: one table for every width, its cells plain markup (grid-html.ts). */
export function DayGrid({ t, locale, grid, text, open }: DayGridProps) {
  const { days, window } = grid;
  // A day settles when it is read 28 days after: the newest read is of the day after the window.
  const settledTo = addDays(window.until, 1 - conversionsSettleAfter);
  const settled = Math.min(days.length, Math.max(0, daysBetween(window.since, settledTo) + 1));
  return (
    <>
      <GlyphSymbols
        names={[
          "settled",
          "provisional",
          "restated",
          "restatedSettled",
          "noDelivery",
          "late",
          "unreconciled",
          "failed",
          "incomplete",
        ]}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through with arrow keys */}
      <table className="daygrid" role="grid" aria-label={t("health.days.grid")}>
        <thead>
          <tr>
            <td />
            {settled > 0 ? <Span days={settled}>{t("health.days.settled")}</Span> : null}
            {settled < days.length ? (
              <Span days={days.length - settled}>{t("health.days.mayChange")}</Span>
            ) : null}
            <td />
          </tr>
          <tr>
            <th scope="col" className="min-w-[120px]">
              <span className="sr-only">{t("health.days.client")}</span>
            </th>
            {days.map((day) => (
              <th key={day} data-day={day} scope="col" className={columnClass(day)}>
                {weekday(day) === 1 ? (
                  <span aria-hidden="true">{axisText(locale, day, window.since)}</span>
                ) : null}
                <span className="sr-only">{dayText(locale, day)}</span>
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{t("health.days.countColumn")}</span>
            </th>
          </tr>
        </thead>
        <GridBody text={text} {...placesIn(grid, open)} />
      </table>
    </>
  );
}

/** The open cell, and where the grid's one tab stop begins: there, else at the newest day of the first client. */
function placesIn(grid: HealthGrid, open: DayGridProps["open"]) {
  const days: readonly string[] = grid.days;
  const day = open ? days.indexOf(open.day) : -1;
  const isThere = open && day >= 0 && grid.rows.some(({ client }) => client.slug === open.client);
  const place = isThere ? { client: open.client, day } : null;
  const first = { client: grid.rows[0]?.client.slug ?? "", day: days.length - 1 };
  return { open: place, stop: place ?? first };
}

function Span({ days, children }: { days: number; children: ReactNode }) {
  return (
    <th scope="colgroup" colSpan={days} className="span">
      <span>{children}</span>
    </th>
  );
}

function columnClass(day: CalendarDay): string {
  return `${weekday(day) >= 6 ? "we" : ""}${day.endsWith("-01") ? " m1" : ""}`;
}

/** "5 Oct" on the first Monday and on those of a new month, else "12". */
function axisText(locale: Locale, day: CalendarDay, since: CalendarDay): string {
  const isFirst = addDays(day, -7) < since;
  const isNewMonth = addDays(day, -7).slice(0, 7) !== day.slice(0, 7);
  return isFirst || isNewMonth ? dayShortText(locale, day) : String(Number(day.slice(8)));
}
