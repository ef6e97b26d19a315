import Link from "next/link";
import type { ReactNode } from "react";
import { dayRows } from "@/app/(staff)/data-health/day-rows";
import { happenedOf } from "@/app/(staff)/data-health/happened";
import type { OpenDay } from "@/app/(staff)/data-health/load-day";
import { glyphOf } from "@/components/health/cell-glyph";
import { capitalised } from "@/components/report/text-lists";
import { SourceOf } from "@/components/shell/source-of";
import { cn } from "@/components/ui/cn";
import { Glyph } from "@/components/ui/glyph";
import type { CellState } from "@/lib/facts/grid/cell-state";
import { dayYearText } from "@/lib/i18n/date-text";
import { addDays, type CalendarDay } from "@/lib/values/calendar-day";
import { monthOf } from "@/lib/values/calendar-month";

const tones: Partial<Record<CellState, string>> = {
  failed: "text-bad",
  missing: "text-bad",
  late: "text-warn",
  unreconciled: "text-warn",
};

/** One account-day beside the grid: what happened, its two totals, when and by which try it was read, what it touches. */
export function DayPanel({ open }: { open: OpenDay }) {
  const { t, locale, detail, cell, day } = open;
  const weekday = capitalised(
    new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(
      new Date(`${day}T00:00:00Z`),
    ),
  );
  return (
    <>
      <p className="flex justify-between gap-3 text-ink-3">
        <span>
          {weekday} {dayYearText(locale, day)}
        </span>
        <span className="flex flex-none gap-3 print:hidden">
          <DayLink open={open} day={addDays(day, -1)} label={t("health.day.earlier")}>
            ‹
          </DayLink>
          <DayLink open={open} day={addDays(day, 1)} label={t("health.day.later")}>
            ›
          </DayLink>
        </span>
      </p>
      <h3 className="font-semibold text-base">
        <Link
          className="hover:underline max-desk:-my-2.5 max-desk:inline-block max-desk:py-2.5"
          href={`/reports?client=${detail.client.slug}&period=${day.slice(0, 7)}`}
        >
          {detail.client.name}
        </Link>
      </h3>
      {cell ? (
        <p className="mt-2 flex items-center gap-2">
          <Glyph name={glyphOf(cell)} />
          <b className={cn(tones[cell.drawn])}>{t(`health.state.${cell.drawn}`)}</b>
        </p>
      ) : null}
      {happenedOf(open).map((sentence) => (
        <p key={sentence} className="mt-2 text-pretty">
          {sentence}
        </p>
      ))}
      <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] [--source-above:3px] [--source-below:3px]">
        {dayRows(open).map(({ name, value, metric, strong, engineer }) => (
          <div
            key={name}
            className="col-span-2 grid grid-cols-subgrid border-rule border-b py-[3px] last:border-b-0"
          >
            <dt className="text-ink-3">{name}</dt>
            <dd
              className={cn(
                "pl-4",
                engineer ? "break-words text-xs leading-5" : "num text-right",
                strong && "font-semibold",
              )}
            >
              {metric ? (
                <SourceOf
                  source={{
                    kind: "month",
                    client: detail.client.slug,
                    month: monthOf(day),
                    metric,
                    part: `day:${day}`,
                  }}
                  shown={value}
                  title={t("today.source.title")}
                >
                  {value}
                </SourceOf>
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function DayLink(props: { open: OpenDay; day: CalendarDay; label: string; children: ReactNode }) {
  const { open, day, label, children } = props;
  if (day < open.window.since || day > open.window.until) return null;
  return (
    <Link
      aria-label={label}
      title={label}
      scroll={false}
      className="inline-flex size-6 items-center justify-center rounded-sm border border-rule text-ink-2 max-desk:size-11"
      href={`/data-health?client=${open.detail.client.slug}&day=${day}${open.asTable ? "&view=table" : ""}`}
    >
      {children}
    </Link>
  );
}
