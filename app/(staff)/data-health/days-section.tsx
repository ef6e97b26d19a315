import Link from "next/link";
import { cutRows } from "@/app/(staff)/cut-rows";
import { openDay } from "@/app/(staff)/data-health/actions";
import { DaysTable } from "@/app/(staff)/data-health/days-table";
import { gridText, hasGap, narrowDays, needsSomebody } from "@/app/(staff)/data-health/grid-text";
import { openedDay } from "@/app/(staff)/data-health/opened-day";
import type { Times } from "@/app/(staff)/data-health/times";
import { DayGrid } from "@/components/health/day-grid";
import { DayGridFrame } from "@/components/health/day-grid-frame";
import { Legend } from "@/components/health/legend";
import { keptBy } from "@/components/shell/kept-by";
import { SectionHead } from "@/components/shell/section-head";
import { StateBlock } from "@/components/shell/state-block";
import { ArrowKbd, Kbd } from "@/components/ui/kbd";
import type { StaffPage } from "@/lib/auth/staff-page";
import { cellStates } from "@/lib/facts/grid/cell-state";
import type { ReadGrid } from "@/lib/facts/grid/read-grid";
import { rangeText } from "@/lib/i18n/date-text";

/** Where so many days stand in the grid. */
const standsAt = {
  14: "min-[640px]:hidden",
  28: "max-[639px]:hidden min-[896px]:hidden",
  35: "max-[895px]:hidden desk:hidden",
} as const;

/** Of so many clients every day is shown; of more, these first. */
export const firstClients = 25;

export interface AskedDay {
  readonly client: string | undefined;
  readonly day: string | undefined;
  readonly asTable: boolean;
  /** Every client's row, instead of the first ones and those that need somebody. */
  readonly all: boolean;
}

/**
 * The days of every client, and beside them the one that is open: the one asked for, else the gravest. Of many clients the first rows, and all that
 * have days which need somebody; the legend counts the days of all.
 */
export async function DaysSection(props: {
  page: StaffPage;
  grid: ReadGrid;
  times: Times;
  asked: AskedDay;
  /** What else the address says: how the table below is sorted. */
  keep: Readonly<Record<string, string>>;
}) {
  const { page, grid, times, asked } = props;
  const { t, staff } = page;
  const open = placeToOpen(grid, asked);
  const initial = open ? await openedDay(page, { ...open, asTable: asked.asTable }) : null;
  const { shown: rows, left } = cutRows(grid.rows, {
    all: asked.all,
    most: firstClients,
    keeps: (row) => row.client.slug === open?.client || needsSomebody(row),
  });
  const shown = { ...grid, rows };
  const { text, notes } = keptBy([grid], ["days", staff.locale, asked.all, open?.client].join(" "), () =>
    gridText(t, staff.locale, shown, times),
  );
  const narrow = narrowDays.map((days) => ({
    days,
    className: standsAt[days],
    calm: rows.filter((row) => !hasGap(row, days)).length,
  }));
  const address = (asTable: boolean, all: boolean) =>
    `/data-health?${new URLSearchParams({
      ...props.keep,
      ...(asked.client && asked.day ? { client: asked.client, day: asked.day } : {}),
      ...(asTable ? { view: "table" } : {}),
      ...(all ? { rows: "all" } : {}),
    })}#days`;
  return (
    <section aria-labelledby="days" className="mt-10 max-desk:mt-8">
      <SectionHead
        id="days"
        title={t("health.days.title")}
        note={t("health.days.lead", {
          count: grid.rows.length,
          range: rangeText(staff.locale, grid.window.since, grid.window.until),
        })}
      />
      <DayGridFrame
        days={grid.days}
        notes={notes}
        initial={initial}
        openDay={openDay}
        closed={
          <StateBlock glyph="clear" title={t("health.day.choose")}>
            {t("health.day.nothingWrong")}
          </StateBlock>
        }
      >
        {asked.asTable ? (
          <DaysTable page={page} grid={shown} />
        ) : (
          <>
            {narrow.slice(0, -1).map(({ days, className }) => (
              <p key={days} className={`text-ink-3 desk:hidden ${className}`}>
                {t("health.days.phone", {
                  days: String(days),
                  range: rangeText(staff.locale, grid.days.at(-days) ?? grid.window.since, grid.window.until),
                })}
              </p>
            ))}
            <DayGrid t={t} locale={staff.locale} grid={shown} text={text} open={open} />
            {narrow.some(({ calm }) => calm > 0) ? (
              <details className="daygrid-fold desk:hidden">
                <summary className="link min-h-11 content-center">
                  {narrow.map(({ days, className, calm }) => (
                    <span key={days} className={className}>
                      {t("health.days.calm", { count: calm })}
                    </span>
                  ))}
                </summary>
              </details>
            ) : null}
          </>
        )}
        {left.length > 0 ? (
          <p className="mt-2 text-ink-3" data-left={left.length}>
            {t("health.days.left", {
              count: left.length,
              late: left.filter(({ cells }) => cells.some((cell) => cell?.state === "late")).length,
            })}{" "}
            <Link
              className="link inline-flex items-center max-desk:min-h-11"
              href={address(asked.asTable, true)}
              scroll={false}
            >
              {t("health.showAll", { count: String(grid.rows.length) })}
            </Link>
          </p>
        ) : null}
        <Legend t={t} grid={grid} />
        <p className="mt-2.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-xs print:hidden">
          <span className="hidden desk:inline">
            <ArrowKbd way="←" /> <ArrowKbd way="↑" /> <ArrowKbd way="↓" /> <ArrowKbd way="→" />{" "}
            {t("health.days.keys.move")} · <Kbd>Enter</Kbd> {t("health.days.keys.open")} · <Kbd>C</Kbd>{" "}
            {t("health.days.keys.collect")} ·
          </span>
          <Link
            className="link max-desk:inline-flex max-desk:min-h-11 max-desk:items-center"
            href={address(!asked.asTable, asked.all)}
          >
            {t(asked.asTable ? "health.days.asGrid" : "health.days.asTable")}
          </Link>
          {asked.all ? (
            <Link
              className="link max-desk:inline-flex max-desk:min-h-11 max-desk:items-center"
              href={address(asked.asTable, false)}
              scroll={false}
            >
              {t("health.fewer")}
            </Link>
          ) : null}
        </p>
      </DayGridFrame>
    </section>
  );
}

/** The day of the address, else the first of the gravest kind there is, newest first; null where nobody is needed. */
function placeToOpen(grid: ReadGrid, asked: AskedDay): { client: string; day: string } | null {
  if (asked.client && asked.day) return { client: asked.client, day: asked.day };
  for (const state of cellStates.slice(0, cellStates.indexOf("late") + 1)) {
    for (const { client, cells } of grid.rows) {
      const cell = cells.findLast((each) => each?.drawn === state);
      if (cell) return { client: client.slug, day: cell.date };
    }
  }
  return null;
}
