import type { ReactNode } from "react";
import { cutRows } from "@/app/(staff)/cut-rows";
import { checkOf } from "@/app/(staff)/reports/list/check-word";
import {
  type ListFilters,
  type ListSortKey,
  listHref,
  nextListSort,
} from "@/app/(staff)/reports/list/list-address";
import { groupLabel } from "@/app/(staff)/reports/list/list-filter";
import { DotHeads } from "@/app/(staff)/reports/list/month-dots";
import { homeCurrency, isOut, type Readiness } from "@/app/(staff)/reports/list/readiness";
import { ReportRow } from "@/app/(staff)/reports/list/report-row";
import { groupReports, type ReadinessGroup } from "@/app/(staff)/reports/list/sort-list";
import { MoreRow } from "@/components/shell/more-row";
import { SortHead } from "@/components/shell/sort-head";
import { StaticRows } from "@/components/shell/static-rows";
import type { ListedReport } from "@/lib/facts/list-reports";
import type { Locale } from "@/lib/i18n/locale";
import type { Translate } from "@/lib/i18n/translator";
import type { CalendarMonth } from "@/lib/values/calendar-month";

interface ReportsTableProps {
  readonly t: Translate;
  readonly locale: Locale;
  readonly zone: string;
  readonly month: CalendarMonth;
  readonly filters: ListFilters;
  /** Of every client. */
  readonly all: readonly ListedReport[];
  /** Those that the filter shows. */
  readonly reports: readonly ListedReport[];
}

/**
 * One row per client, grouped by what its month waits for, sorted as the address says; of a long group its first rows, and of what is out also every
 * one that differs from what was published. Below 1024 px rows become blocks with the column's name before each figure; below 1400 the months
 * before fold away.
 */
export function ReportsTable(props: ReportsTableProps) {
  const { t, locale, zone, month, filters, all, reports } = props;
  const home = homeCurrency(reports);
  const groups = groupReports(reports, home, filters.sort);
  const months = reports[0]?.history ?? [];
  const head = (
    key: ListSortKey,
    children: ReactNode,
    options: { right?: boolean; span?: number; className?: string } = {},
  ) => (
    <SortHead
      href={listHref(month, { ...filters, sort: nextListSort(filters.sort, key) })}
      active={filters.sort.key === key}
      down={filters.sort.down}
      {...options}
    >
      {children}
    </SortHead>
  );
  return (
    <table className="block w-full max-w-[1160px] print:mt-4 border-collapse desk:table desk:table-fixed">
      <colgroup className="hidden desk:table-column-group">
        <col />
        <col className="w-[116px] wide:w-[146px] print:w-[112px]" />
        <col className="w-[86px] wide:w-[92px]" />
        <col className="w-[52px] wide:w-[58px] print:w-[46px]" />
        <col className="w-0 wide:w-[104px]" />
        <col className="w-[112px] wide:w-[126px] print:w-[126px]" />
        <col className="w-[148px] wide:w-[166px] print:w-[134px]" />
        <col className="w-[134px] wide:w-[180px] print:w-[182px]" />
        <col className="w-0 wide:w-[84px]" />
      </colgroup>
      <thead className="sr-only desk:not-sr-only desk:table-header-group">
        <tr>
          {head("client", t("staff.reports.column.client"), { className: "pl-2.5" })}
          {head("month", t("staff.reports.column.month"))}
          {head("spend", t("staff.reports.column.spend"), { right: true })}
          {head("results", t("staff.reports.column.results"), { span: 2 })}
          {head("cost", t("staff.reports.column.cost"))}
          {head("check", t("staff.reports.column.check"))}
          {head("publication", t("staff.reports.column.publication"))}
          <th
            scope="col"
            className="hidden h-8 border-rule-strong border-b pb-[7px] align-bottom font-normal text-ink-3 text-xs wide:table-cell"
          >
            <span className="sr-only">{t("publish.list.history")}</span>
            <DotHeads locale={locale} months={months} />
          </th>
        </tr>
      </thead>
      {groups.map(({ group, rows }) => (
        <StaticRows
          key={group}
          className="block desk:table-row-group"
          kept={{ of: [all], as: [locale, zone, listHref(month, filters), group].join(" ") }}
        >
          <GroupHead t={t} group={group} count={rows.length} />
          <GroupRows {...props} group={group} rows={rows} home={home} />
        </StaticRows>
      ))}
    </table>
  );
}

function GroupRows(props: ReportsTableProps & ReadinessGroup & { home: string | null }) {
  const { t, locale, zone, month, filters, group, rows, home } = props;
  const { shown, left } = cutRows(rows, {
    all: filters.all,
    keeps: (report) => isOut(report) && checkOf(report, t, locale).glyph !== "clear",
  });
  return (
    <>
      {shown.map((report) => (
        <ReportRow
          key={report.slug}
          t={t}
          locale={locale}
          zone={zone}
          month={month}
          report={report}
          showCurrency={report.currency !== home}
        />
      ))}
      {left.length > 0 ? (
        <MoreRow
          columns={9}
          left={left.length}
          says={t("publish.list.left", { count: left.length, group: group === "out" ? "out" : "other" })}
          href={listHref(month, { ...filters, all: true })}
          link={t("publish.list.showAll", { count: String(rows.length) })}
        />
      ) : null}
    </>
  );
}

function GroupHead({ t, group, count }: { t: Translate; group: Readiness; count: number }) {
  return (
    <tr className="block desk:table-row">
      <th
        scope="rowgroup"
        colSpan={9}
        className="block border-rule border-b pt-5 pb-1 text-left font-normal text-ink-3 text-xs desk:table-cell desk:pt-4 desk:pl-2.5"
      >
        {groupLabel(t, group)} · {count}
      </th>
    </tr>
  );
}
