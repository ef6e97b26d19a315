import Link from "next/link";
import { filterRows, type TodayFilters, todayHref } from "@/app/(staff)/(home)/filters";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { PortfolioTable } from "@/app/(staff)/(home)/portfolio-table";
import { PortfolioTools } from "@/app/(staff)/(home)/portfolio-tools";
import { SectionHead } from "@/components/shell/section-head";
import { StateBlock } from "@/components/shell/state-block";
import { buttonVariants } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { rangeText } from "@/lib/i18n/date-text";
import { addDays, type CalendarDay, dayIn, daysBetween, earlierDay } from "@/lib/values/calendar-day";
import { addMonths, type CalendarMonth, monthWindow } from "@/lib/values/calendar-month";

/** Every client's month so far (screens.md §2): empty, failed and filtered to nothing have their own words. */
export function PortfolioSection({ page, filters }: { page: TodayPage; filters: TodayFilters }) {
  const { t, staff, agency, portfolio } = page;
  if (!portfolio) {
    return (
      <section aria-labelledby="portfolio" className="mt-8 max-w-[1160px] desk:mt-10">
        <SectionHead id="portfolio" title={t("today.portfolio.heading")} />
        <StateBlock
          glyph="blocked"
          title={t("today.portfolio.error")}
          action={
            <a href={todayHref(filters)} className={buttonVariants()}>
              {t("today.portfolio.retry")}
            </a>
          }
        >
          {t("today.portfolio.errorDetail")}
        </StateBlock>
      </section>
    );
  }
  if (portfolio.rows.length === 0) {
    return (
      <div className="mt-6 max-w-[1160px]">
        <StateBlock title={t("staff.reports.empty.effect")}>
          <code className="text-ink">npm run cli -- clients import FILE</code>
        </StateBlock>
      </div>
    );
  }
  const days = collectedRange(portfolio.month, dayIn(agency.zone, page.now));
  const rows = filterRows(portfolio.rows, filters);
  const ranges = {
    own: rangeText(staff.locale, days.since, days.until),
    base: rangeText(staff.locale, ...sameDays(portfolio.month, days)),
  };
  const note = t("today.portfolio.note", {
    range: ranges.own,
    days: String(days.count),
    calendar: String(days.calendar),
  });
  return (
    <section aria-labelledby="portfolio" className="mt-8 max-w-[1160px] desk:mt-10">
      <SectionHead id="portfolio" title={t("today.portfolio.heading")} note={note}>
        <PortfolioTools page={page} rows={portfolio.rows} filters={filters} />
      </SectionHead>
      {rows.length === 0 ? (
        <StateBlock
          title={t("today.portfolio.emptyFilter")}
          action={
            <a className="link" href={todayHref({ ...filters, manager: null, find: "" })}>
              {t("today.portfolio.emptyClear")}
            </a>
          }
        />
      ) : (
        <>
          <PortfolioTable
            page={page}
            portfolio={portfolio}
            rows={rows}
            filters={filters}
            base={ranges.base}
          />
          <p className="mt-2.5 text-ink-3 text-xs">
            {rows.some(({ pace }) => pace) ? `${t("today.portfolio.hintPace")} ` : null}
            {t("today.portfolio.hint", { range: ranges.base })}
          </p>
          {filters.all ? (
            <p className="mt-2.5 print:hidden">
              <Link
                className="link inline-flex min-h-11 items-center desk:min-h-0"
                href={todayHref({ ...filters, all: false })}
                scroll={false}
              >
                {t("today.portfolio.fewer")}
              </Link>
            </p>
          ) : null}
          <p className="mt-1 hidden text-ink-3 text-xs desk:block print:hidden">
            <Kbd>J</Kbd> <Kbd>K</Kbd> {t("today.keys.move")} · <Kbd>Enter</Kbd> {t("today.keys.open")} ·{" "}
            <Kbd>/</Kbd> {t("today.keys.find")} · <Kbd>G</Kbd> {t("today.keys.andThen")} <Kbd>R</Kbd>{" "}
            {t("today.nav.reports")}, <Kbd>D</Kbd> {t("today.nav.dataHealth")}, <Kbd>A</Kbd>{" "}
            {t("today.nav.alerts")}
          </p>
        </>
      )}
    </section>
  );
}

/** The month's days that are over by `today`: what Today is about. */
function collectedRange(month: CalendarMonth, today: CalendarDay) {
  const { since, until } = monthWindow(month);
  const yesterday = addDays(today, -1);
  const last = earlierDay(yesterday, until);
  return { since, until: last, count: daysBetween(since, last) + 1, calendar: daysBetween(since, until) + 1 };
}

/** The same days of the month before, as far as it has them. */
function sameDays(
  month: CalendarMonth,
  days: { count: number; calendar: number },
): [CalendarDay, CalendarDay] {
  const { since, until } = monthWindow(addMonths(month, -1));
  const last = addDays(since, days.count - 1);
  return [since, days.count === days.calendar || last > until ? until : last];
}
